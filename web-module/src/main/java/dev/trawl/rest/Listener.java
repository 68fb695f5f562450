package dev.trawl.rest;

import dev.trawl.message.CrawlEvent;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who hears a job's events, and of its pages a sample. A slow one loses what it has no
 * time for, and holds up nobody.
 */
final class Listener {
  private static final int CAPACITY = 1_000;

  /**
   * What is heard of an event.
   *
   * @param size how many of the events of a stream that it is made of
   */
  record Heard(ToldEvent event, int size) {
    List<String> texts() {
      return event.texts().subList(0, size);
    }
  }

  private final UUID job;
  private final BlockingQueue<Heard> events = new ArrayBlockingQueue<>(CAPACITY);
  private final PageSample sample = new PageSample(System.nanoTime());
  private volatile boolean ended;

  Listener(UUID job) {
    this.job = job;
  }

  void hear(ToldEvent event) {
    if (event.job().equals(job)) {
      int size = event.size();
      int heard = event.isPages() ? sample.take(size, System.nanoTime()) : size;
      // Pages that nobody is told of are not even an event.
      if (heard > 0) {
        keep(new Heard(event, heard));
      }
    }
  }

  private void keep(Heard event) {
    while (!events.offer(event)) {
      // The oldest goes: what a listener wants to know last is how the job stands now.
      events.poll();
    }
  }

  /** There is nothing more to hear, though the job goes on. */
  void end() {
    ended = true;
    // Wakes whoever waits for the next one, which is not for its ears.
    CrawlEvent end = new CrawlEvent("end", job, JsonValue.EMPTY_JSON_OBJECT);
    hear(new ToldEvent(new CrawlEvent.Numbered(0, end)));
  }

  boolean hasEnded() {
    return ended;
  }

  /** The next event, or null if there is none within that time. */
  @Nullable Heard next(long millis) throws InterruptedException {
    return events.poll(millis, TimeUnit.MILLISECONDS);
  }
}
