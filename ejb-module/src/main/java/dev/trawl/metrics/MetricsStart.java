package dev.trawl.metrics;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

/** Publishes what there is as the application starts, also where no other bean has a gauge yet. */
@Singleton
@Startup
public class MetricsStart {
  @Inject Event<Gauge> gauges;

  @PostConstruct
  void start() {
    gauges.fire(new Gauge("trawl_up", "1 while the application runs.", () -> 1));
  }
}
