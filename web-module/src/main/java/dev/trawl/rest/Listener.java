package dev.trawl.rest;

import dev.trawl.message.CrawlEvent;
import jakarta.json.JsonValue;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who hears a job's events. A slow one loses what it has no time for, and holds up nobody.
 */
final class Listener {
  private static final int CAPACITY = 1_000;

  private final UUID job;
  private final BlockingQueue<CrawlEvent.Numbered> events = new ArrayBlockingQueue<>(CAPACITY);
  private volatile boolean ended;

  Listener(UUID job) {
    this.job = job;
  }

  void hear(CrawlEvent.Numbered event) {
    if (event.event().jobId().equals(job)) {
      while (!events.offer(event)) {
        // The oldest goes: what a listener wants to know last is how the job stands now.
        events.poll();
      }
    }
  }

  /** There is nothing more to hear, though the job goes on. */
  void end() {
    ended = true;
    // Wakes whoever waits for the next one, which is not for its ears.
    hear(new CrawlEvent.Numbered(0, new CrawlEvent("end", job, JsonValue.EMPTY_JSON_OBJECT)));
  }

  boolean hasEnded() {
    return ended;
  }

  CrawlEvent.@Nullable Numbered next(long millis) throws InterruptedException {
    return events.poll(millis, TimeUnit.MILLISECONDS);
  }
}
