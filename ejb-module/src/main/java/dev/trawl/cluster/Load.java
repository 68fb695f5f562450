package dev.trawl.cluster;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** What this node does at the moment, noted by those who do it. */
@ApplicationScoped
public class Load {
  /** How many fetch each task: after a failure of the broker one can come a second time. */
  private final Map<UUID, Integer> fetching = new ConcurrentHashMap<>();

  private final AtomicInteger processing = new AtomicInteger();
  private volatile boolean draining;

  /** Notes a task for as long as the work takes. */
  public void whileFetching(UUID task, Runnable work) {
    fetching.merge(task, 1, Integer::sum);
    try {
      work.run();
    } finally {
      fetching.computeIfPresent(task, (id, count) -> count == 1 ? null : count - 1);
    }
  }

  /** Counts a result for as long as the work takes. */
  public <T> T whileProcessing(Supplier<T> work) {
    processing.incrementAndGet();
    try {
      return work.get();
    } finally {
      processing.decrementAndGet();
    }
  }

  /** Tasks in work. */
  public Set<UUID> tasks() {
    return Set.copyOf(fetching.keySet());
  }

  /** Whether that task is in work here. */
  public boolean isFetching(UUID task) {
    return fetching.containsKey(task);
  }

  /** This node takes no more calls. */
  public void drain() {
    draining = true;
  }

  /** Whether this node takes no more calls. */
  boolean isDraining() {
    return draining;
  }

  /** Results in work. */
  public int processing() {
    return processing.get();
  }
}
