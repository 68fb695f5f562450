package dev.trawl.rest;

import dev.trawl.database.Schema;
import dev.trawl.frontier.DispatchView;
import dev.trawl.message.BrokerView;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready: the schema is there and the database answers. The broker and the state of dispatching are
 * said, and do not count: without a broker, and without space, REST still answers what is asked of
 * it (ADR 0016).
 */
@Readiness
@ApplicationScoped
public class Health implements HealthCheck {
  private static final int SECONDS = 2;

  @EJB Schema schema;
  @EJB BrokerView broker;
  @EJB DispatchView dispatch;

  @Resource(lookup = "java:app/jdbc/trawl")
  DataSource dataSource;

  @Override
  public HealthCheckResponse call() {
    schema.ready();
    try (Connection connection = dataSource.getConnection()) {
      return response().status(connection.isValid(SECONDS)).build();
    } catch (SQLException e) {
      return response().down().withData("sqlState", String.valueOf(e.getSQLState())).build();
    }
  }

  private HealthCheckResponseBuilder response() {
    return HealthCheckResponse.named("database")
        .withData("broker", QueueJson.wire(broker.latest().reach()))
        .withData("dispatch", dispatch.status().finding().state().wire());
  }
}
