package dev.trawl.body;

import dev.trawl.config.TrawlConfig;
import dev.trawl.metrics.Gauge;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes this node's one store injectable. */
@Dependent
class BodyStoreProducer {
  @Produces
  @Singleton
  static BodyStore store(TrawlConfig config, Event<Gauge> gauges) {
    BodyStore store = new BodyStore(config.ownFolder("spool"), config.bytesInFlight());
    gauges.fire(
        new Gauge(
            "trawl_body_bytes_in_memory",
            "Bytes of memory that bodies in work have, of TRAWL_BYTES_IN_FLIGHT.",
            store::bytesInMemory));
    gauges.fire(
        new Gauge(
            "trawl_body_bytes_spilled",
            "Bytes of bodies in work that are in files of the spool folder.",
            store::bytesSpilled));
    return store;
  }

  static void close(@Disposes BodyStore store) {
    store.close();
  }
}
