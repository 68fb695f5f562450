package dev.trawl.database;

import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.Singleton;

/**
 * The application's data source, defined here so that an administrator has three variables to set
 * and nothing to create.
 *
 * <p>Payara does not validate pooled connections by itself and hands out dead ones after the
 * database was restarted, so validation is on (at most once a second for each connection). The time
 * limits see to it that a connection cut without a word is noticed, on our side and on the
 * database's: a node that stands still in the middle of a transaction must not keep its locks.
 *
 * <p>A session bean, though nobody calls it: in an EAR the server overlooks definitions on other
 * classes.
 */
@DataSourceDefinition(
    name = DataSourceConfig.NAME,
    className = "org.postgresql.ds.PGSimpleDataSource",
    url = "${ENV=TRAWL_DB_URL}",
    user = "${ENV=TRAWL_DB_USER}",
    password = "${ENV=TRAWL_DB_PASSWORD}",
    initialPoolSize = 2,
    minPoolSize = 2,
    maxPoolSize = 24,
    properties = {
      "reWriteBatchedInserts=true",
      "connectTimeout=5",
      "socketTimeout=60",
      "tcpKeepAlive=true",
      "ApplicationName=trawl",
      "options=-c idle_in_transaction_session_timeout=6000",
      "fish.payara.is-connection-validation-required=true",
      "fish.payara.connection-validation-method=custom-validation",
      "fish.payara.validation-classname=org.glassfish.api.jdbc.validation.PostgresConnectionValidation",
      "fish.payara.validate-atmost-once-period-in-seconds=1",
      "fish.payara.fail-all-connections=true"
    })
@Singleton
public class DataSourceConfig {
  static final String NAME = "java:app/jdbc/trawl";
}
