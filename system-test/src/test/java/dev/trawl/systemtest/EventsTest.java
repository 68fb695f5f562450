package dev.trawl.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.site.SyntheticWeb;
import dev.trawl.stack.Api;
import dev.trawl.stack.JobRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedStack.class)
class EventsTest {

  private static final String STREAM = "text/event-stream";
  private static final SyntheticWeb.Shape SHAPE = new SyntheticWeb.Shape(300, 1, 6, 5);

  /** One server-sent event and when it came, in nanoseconds of the test's clock. */
  private record Event(String name, String id, String data, long at) {}

  @Test
  void aJobTellsItsStatesItsCountersAndItsPages(Api api) throws Exception {
    try (SyntheticWeb web = SyntheticWeb.serve(SHAPE)) {
      String id = api.submit(slow(web));
      List<Event> events = untilCompleted(api, id);

      assertThat(events).extracting(Event::name).contains("state", "counters", "page");
      assertThat(events).extracting(Event::name).containsOnly("state", "counters", "page");
      assertThat(events)
          .extracting(Event::id)
          .allMatch(eventId -> !eventId.isEmpty())
          .doesNotHaveDuplicates();
      assertThat(events).extracting(Event::data).allMatch(data -> !Api.parse(data).isEmpty());
    }
  }

  @Test
  void countersComeAtMostFourTimesASecond(Api api) throws Exception {
    try (SyntheticWeb web = SyntheticWeb.serve(SHAPE)) {
      List<Event> events = untilCompleted(api, api.submit(slow(web)));

      List<Long> times =
          events.stream().filter(event -> event.name().equals("counters")).map(Event::at).toList();
      assertThat(times).hasSizeGreaterThan(5);
      // Any six in a row span a second at the least: five pauses of 250 ms, with room for one that
      // came late.
      for (int i = 0; i + 5 < times.size(); i++) {
        assertThat(Duration.ofNanos(times.get(i + 5) - times.get(i)))
            .isGreaterThan(Duration.ofMillis(950));
      }
    }
  }

  @Test
  void thereAreNoEventsOfAJobThatDoesNotExist(Api api) {
    assertThat(api.get("/api/jobs/00000000-0000-4000-8000-000000000000/events").statusCode())
        .isEqualTo(404);
  }

  /** Some seconds long, so that there is something to tell. */
  private static JobRequest slow(SyntheticWeb web) {
    return JobRequest.of(web.start()).connections(1).delay(Duration.ofMillis(30));
  }

  private static List<Event> untilCompleted(Api api, String id) throws Exception {
    CompletableFuture<List<Event>> events = CompletableFuture.supplyAsync(() -> read(api, id));
    return events.get(2, TimeUnit.MINUTES);
  }

  private static List<Event> read(Api api, String id) {
    HttpResponse<Stream<String>> response = api.lines("/api/jobs/" + id + "/events", STREAM);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith(STREAM));
    List<Event> events = new ArrayList<>();
    try (Stream<String> lines = response.body()) {
      Iterator<String> iterator = lines.iterator();
      List<String> fields = new ArrayList<>();
      while (iterator.hasNext()) {
        String line = iterator.next();
        if (!line.isEmpty()) {
          fields.add(line);
        } else if (!fields.isEmpty()) {
          Event event = event(fields);
          fields.clear();
          if (event.data().isEmpty()) {
            continue; // A comment to keep the connection alive.
          }
          events.add(event);
          if (event.name().equals("state") && event.data().contains("COMPLETED")) {
            break;
          }
        }
      }
    }
    return events;
  }

  private static Event event(List<String> fields) {
    return new Event(
        value("event", fields), value("id", fields), value("data", fields), System.nanoTime());
  }

  private static String value(String name, List<String> fields) {
    return String.join(
        "\n",
        fields.stream()
            .filter(field -> field.startsWith(name + ":"))
            .map(field -> field.substring(name.length() + 1).strip())
            .toList());
  }
}
