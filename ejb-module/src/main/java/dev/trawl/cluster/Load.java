package dev.trawl.cluster;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** What this node does at the moment, noted by those who do it. */
@ApplicationScoped
public class Load {
  /** Until the results of a task are stored, where processors keep up. */
  static final Duration ON_THEIR_WAY = Duration.ofSeconds(5);

  /** How many fetch each task: after a failure of the broker one can come a second time. */
  private final Map<UUID, Integer> fetching = new ConcurrentHashMap<>();

  /** Tasks whose results are with the broker; its own note of that may be lost with it. */
  private final Cache<UUID, Boolean> fetched;

  private final AtomicInteger processing = new AtomicInteger();
  private volatile boolean draining;

  /** For the container. */
  public Load() {
    this(Ticker.systemTicker());
  }

  Load(Ticker ticker) {
    fetched =
        Caffeine.newBuilder()
            .ticker(ticker)
            .executor(Runnable::run)
            .maximumSize(5_000)
            .expireAfterWrite(ON_THEIR_WAY)
            .build();
  }

  /** Notes a task for as long as the work takes and, if it succeeds, for some seconds more. */
  public void whileFetching(UUID task, Runnable work) {
    fetching.merge(task, 1, Integer::sum);
    try {
      work.run();
      fetched.put(task, true);
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
  public int fetching() {
    return fetching.size();
  }

  /** Tasks in work, and those that were until a moment ago. */
  Set<UUID> tasks() {
    Set<UUID> tasks = new HashSet<>(fetching.keySet());
    tasks.addAll(fetched.asMap().keySet());
    return tasks;
  }

  /** Whether that task is one of {@link #tasks}. */
  boolean has(UUID task) {
    return fetching.containsKey(task) || fetched.getIfPresent(task) != null;
  }

  /** This node takes no more calls and tasks. */
  public void drain() {
    draining = true;
  }

  /** Whether this node takes no more calls and tasks. */
  public boolean isDraining() {
    return draining;
  }

  /** Results in work. */
  int processing() {
    return processing.get();
  }
}
