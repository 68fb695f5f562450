package dev.trawl.rest;

import dev.trawl.message.CrawlEvent;
import dev.trawl.message.Jsons;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
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

  private final UUID job;
  private final BlockingQueue<CrawlEvent.Numbered> events = new ArrayBlockingQueue<>(CAPACITY);
  private final PageSample sample = new PageSample(System.nanoTime());
  private volatile boolean ended;

  Listener(UUID job) {
    this.job = job;
  }

  void hear(CrawlEvent.Numbered event) {
    if (event.event().jobId().equals(job)) {
      sampled(event).ifPresent(this::keep);
    }
  }

  /** Pages that nobody is told of are not even an event. */
  private Optional<CrawlEvent.Numbered> sampled(CrawlEvent.Numbered event) {
    if (!event.event().kind().equals("pages")) {
      return Optional.of(event);
    }
    List<JsonValue> pages = event.event().data().getJsonArray("items");
    int heard = sample.take(pages.size(), System.nanoTime());
    return heard == 0 ? Optional.empty() : Optional.of(first(heard, event, pages));
  }

  private static CrawlEvent.Numbered first(
      int heard, CrawlEvent.Numbered event, List<JsonValue> pages) {
    JsonArrayBuilder items = Jsons.createArrayBuilder();
    pages.subList(0, heard).forEach(items::add);
    JsonObject data = Jsons.createObjectBuilder().add("items", items).build();
    return new CrawlEvent.Numbered(
        event.sequence(), new CrawlEvent("pages", event.event().jobId(), data));
  }

  private void keep(CrawlEvent.Numbered event) {
    while (!events.offer(event)) {
      // The oldest goes: what a listener wants to know last is how the job stands now.
      events.poll();
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

  /** Whether {@link #next} has an answer at once. */
  boolean hasMore() {
    return !events.isEmpty();
  }

  CrawlEvent.@Nullable Numbered next(long millis) throws InterruptedException {
    return events.poll(millis, TimeUnit.MILLISECONDS);
  }
}
