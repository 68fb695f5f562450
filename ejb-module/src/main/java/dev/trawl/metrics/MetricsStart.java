package dev.trawl.metrics;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

/**
 * Publishes what there is as the application starts, also where no other bean has a gauge yet. The
 * heap is the server's own matter, but its series of that have neither node nor roles.
 */
@Singleton
@Startup
public class MetricsStart {
  @Inject Event<Gauge> gauges;

  @PostConstruct
  void start() {
    Runtime java = Runtime.getRuntime();
    gauges.fire(new Gauge("trawl_up", "1 while the application runs.", () -> 1));
    gauges.fire(
        new Gauge(
            "trawl_heap_used_bytes",
            "Heap in use, garbage included.",
            () -> java.totalMemory() - java.freeMemory()));
    gauges.fire(new Gauge("trawl_heap_max_bytes", "The most heap there may be.", java::maxMemory));
  }
}
