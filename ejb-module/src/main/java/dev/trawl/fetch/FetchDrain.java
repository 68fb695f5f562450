package dev.trawl.fetch;

import dev.trawl.cluster.Load;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/** Brings to its end what a node fetches that {@linkplain Load#drain is being drained}. */
@ApplicationScoped
public class FetchDrain {
  /** For requests that are under way; what takes longer is cancelled, and its URL goes back. */
  private static final Duration FINISHING = Duration.ofSeconds(5);

  private static final Duration CANCELLING = Duration.ofSeconds(3);
  private static final Duration LOOK = Duration.ofMillis(20);

  @EJB Clients clients;
  @Inject Load load;

  /**
   * Waits until no task is in work, for eight seconds at the most.
   *
   * @return tasks that still are
   */
  public int await() throws InterruptedException {
    await(FINISHING);
    if (load.fetching() > 0) {
      clients.http().close();
      await(CANCELLING);
    }
    return load.fetching();
  }

  private void await(Duration most) throws InterruptedException {
    long deadline = System.nanoTime() + most.toNanos();
    while (load.fetching() > 0 && System.nanoTime() - deadline < 0) {
      Thread.sleep(LOOK.toMillis());
    }
  }
}
