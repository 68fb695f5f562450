package dev.trawl.rest;

import dev.trawl.flow.FlowControl;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Alive: the process gets round to looking at its own disks. Asks neither database nor broker,
 * since a new start would not bring those back.
 */
@Liveness
@ApplicationScoped
public class Alive implements HealthCheck {
  @EJB FlowControl flow;

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("process").status(flow.isAlive()).build();
  }
}
