package dev.trawl.rest;

import dev.trawl.job.JobState;
import dev.trawl.message.CrawlEvent;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happened, as it is written to each who listens (HTML standard, section 9.2): made text once
 * for all of them, and only if somebody is told. Thread-safe.
 */
final class ToldEvent {
  private final long number;
  private final CrawlEvent event;
  private @Nullable List<String> texts;

  ToldEvent(CrawlEvent.Numbered numbered) {
    number = numbered.sequence();
    event = numbered.event();
  }

  long number() {
    return number;
  }

  UUID job() {
    return event.jobId();
  }

  boolean isCounters() {
    return event.kind().equals("counters");
  }

  boolean isPages() {
    return event.kind().equals("pages");
  }

  /** Whether nothing happens to the job after it. */
  boolean isLast() {
    return event.kind().equals("state")
        && JobState.valueOf(event.data().getString("state")).isFinal();
  }

  /** Of how many events of a stream it is made: each page is one. */
  int size() {
    return isPages() ? items().size() : 1;
  }

  /** The events of a stream. */
  synchronized List<String> texts() {
    if (texts == null) {
      texts =
          isPages() ? pages() : List.of(text(Long.toString(number), event.kind(), event.data()));
    }
    return texts;
  }

  private List<JsonObject> items() {
    return event
        .data()
        .getOrDefault("items", JsonValue.EMPTY_JSON_ARRAY)
        .asJsonArray()
        .getValuesAs(JsonObject.class);
  }

  private List<String> pages() {
    List<String> pages = new ArrayList<>();
    for (JsonObject page : items()) {
      pages.add(text(number + "." + pages.size(), "page", page));
    }
    return pages;
  }

  /** JSON as it is written here has no line breaks. */
  private static String text(String id, String name, JsonObject data) {
    return "id: " + id + "\nevent: " + name + "\ndata: " + data + "\n\n";
  }
}
