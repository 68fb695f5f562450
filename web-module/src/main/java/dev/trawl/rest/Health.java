package dev.trawl.rest;

import dev.trawl.database.Schema;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready: the schema is there and the database answers. */
@Readiness
@ApplicationScoped
public class Health implements HealthCheck {
  private static final int SECONDS = 2;

  @EJB Schema schema;

  @Resource(lookup = "java:app/jdbc/trawl")
  DataSource dataSource;

  @Override
  public HealthCheckResponse call() {
    schema.ready();
    try (Connection connection = dataSource.getConnection()) {
      return HealthCheckResponse.named("database").status(connection.isValid(SECONDS)).build();
    } catch (SQLException e) {
      return HealthCheckResponse.named("database")
          .down()
          .withData("sqlState", String.valueOf(e.getSQLState()))
          .build();
    }
  }
}
