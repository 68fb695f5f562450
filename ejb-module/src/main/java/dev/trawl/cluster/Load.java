package dev.trawl.cluster;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** What this node works on at the moment, counted by those who do it. */
@ApplicationScoped
public class Load {
  private final AtomicInteger fetching = new AtomicInteger();
  private final AtomicInteger processing = new AtomicInteger();

  /** Counts a task for as long as the work takes. */
  public void whileFetching(Runnable work) {
    counted(
        fetching,
        () -> {
          work.run();
          return true;
        });
  }

  /** Counts a result for as long as the work takes. */
  public <T> T whileProcessing(Supplier<T> work) {
    return counted(processing, work);
  }

  /** Tasks in work. */
  public int fetching() {
    return fetching.get();
  }

  /** Results in work. */
  public int processing() {
    return processing.get();
  }

  private static <T> T counted(AtomicInteger gauge, Supplier<T> work) {
    gauge.incrementAndGet();
    try {
      return work.get();
    } finally {
      gauge.decrementAndGet();
    }
  }
}
