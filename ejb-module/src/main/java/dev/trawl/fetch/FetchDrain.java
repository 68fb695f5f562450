package dev.trawl.fetch;

import dev.trawl.cluster.Draining;
import dev.trawl.cluster.Load;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;

/** Brings to its end what a node fetches that is being drained, within eight seconds. */
@ApplicationScoped
class FetchDrain {
  /** For requests that are under way; what takes longer is cancelled, and its URL goes back. */
  private static final Duration FINISHING = Duration.ofSeconds(5);

  private static final Duration CANCELLING = Duration.ofSeconds(3);
  private static final Duration LOOK = Duration.ofMillis(20);

  @EJB Clients clients;
  @Inject Load load;

  void drain(@Observes Draining begun) {
    try {
      await(FINISHING);
      if (load.fetching() > 0) {
        clients.http().close();
        await(CANCELLING);
      }
    } catch (InterruptedException e) {
      // Whoever asked is told that there are tasks in work, and asks again.
      Thread.currentThread().interrupt();
    }
  }

  private void await(Duration most) throws InterruptedException {
    long deadline = System.nanoTime() + most.toNanos();
    while (load.fetching() > 0 && System.nanoTime() - deadline < 0) {
      Thread.sleep(LOOK.toMillis());
    }
  }
}
