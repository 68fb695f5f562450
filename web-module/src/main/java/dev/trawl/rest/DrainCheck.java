package dev.trawl.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready: the node takes no more calls. */
@Readiness
@ApplicationScoped
public class DrainCheck implements HealthCheck {
  @Inject Drain drain;

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("draining")
        .status(!drain.hasBegun())
        .withData("callsInWork", drain.inWork())
        .build();
  }
}
