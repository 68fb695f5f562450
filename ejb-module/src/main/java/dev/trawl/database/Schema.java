package dev.trawl.database;

import dev.trawl.batch.BackOff;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Brings the schema up to date before anything else works with it: whoever needs the tables calls
 * {@link #ready}, and the container makes the call wait for the migration. Several nodes may start
 * at once; Flyway lets one migrate.
 */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class Schema {
  @Resource(lookup = DataSourceConfig.NAME)
  DataSource dataSource;

  private final BackOff backOff = new BackOff("preparing the schema");

  @PostConstruct
  void migrate() {
    Flyway flyway =
        Flyway.configure(Schema.class.getClassLoader())
            .dataSource(dataSource)
            .locations("classpath:db/migration")
            .load();
    backOff.untilDone(flyway::migrate, Infrastructure::isAway);
  }

  @PreDestroy
  void stop() {
    backOff.stop();
  }

  /** Returns once the schema is there. */
  public void ready() {
    // The container has called migrate() before it lets anybody in.
  }
}
