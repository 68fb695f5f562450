package dev.trawl.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.message.CrawlEvent;
import dev.trawl.message.Jsons;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class EventHubTest {
  private static final UUID JOB = new UUID(1, 1);
  private static final UUID OTHER = new UUID(2, 2);

  private final EventHub hub = new EventHub();

  private void happen(UUID job, long from, long to) {
    for (long number = from; number <= to; number++) {
      hub.hear(
          new CrawlEvent.Numbered(
              number, new CrawlEvent("counters", job, JsonValue.EMPTY_JSON_OBJECT)));
    }
  }

  private static List<Long> heard(Listener listener) throws InterruptedException {
    List<Long> numbers = new ArrayList<>();
    for (Listener.Heard event = listener.next(0); event != null; event = listener.next(0)) {
      numbers.add(event.event().number());
    }
    return numbers;
  }

  @Test
  void aListenerHearsItsJobAndNoOther() throws InterruptedException {
    Listener listener = hub.listen(JOB, Long.MAX_VALUE);
    happen(JOB, 1, 2);
    happen(OTHER, 3, 4);
    happen(JOB, 5, 5);
    assertThat(heard(listener)).containsExactly(1L, 2L, 5L);
  }

  @Test
  void whoIsNewHearsNothingOfThePast() throws InterruptedException {
    happen(JOB, 1, 3);
    assertThat(heard(hub.listen(JOB, Long.MAX_VALUE))).isEmpty();
  }

  @Test
  void whoComesBackHearsWhatItMissed() throws InterruptedException {
    happen(JOB, 1, 3);
    happen(OTHER, 4, 4);
    happen(JOB, 5, 6);
    Listener listener = hub.listen(JOB, 2);
    happen(JOB, 7, 7);
    assertThat(heard(listener)).containsExactly(3L, 5L, 6L, 7L);
  }

  @Test
  void twoListenersHearTheSame() throws InterruptedException {
    Listener one = hub.listen(JOB, Long.MAX_VALUE);
    Listener two = hub.listen(JOB, Long.MAX_VALUE);
    happen(JOB, 1, 2);
    assertThat(heard(one)).containsExactly(1L, 2L);
    assertThat(heard(two)).containsExactly(1L, 2L);
  }

  @Test
  void ofManyPagesASampleIsHeardAndOfFewAll() throws InterruptedException {
    Listener listener = hub.listen(JOB, Long.MAX_VALUE);
    long start = System.nanoTime();
    pages(1, 4);
    assertThat(pagesHeard(listener)).isEqualTo(4);
    for (int number = 2; number < 200; number++) {
      pages(number, 10);
    }
    happen(JOB, 200, 200);
    long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
    assertThat(pagesHeard(listener)).isBetween(6, 6 + (int) (seconds + 1) * PageSample.PER_SECOND);
  }

  private static int pagesHeard(Listener listener) throws InterruptedException {
    int heard = 0;
    for (Listener.Heard event = listener.next(0); event != null; event = listener.next(0)) {
      heard += event.event().isPages() ? event.size() : 0;
    }
    return heard;
  }

  private void pages(long number, int count) {
    JsonArrayBuilder items = Jsons.createArrayBuilder();
    for (int page = 0; page < count; page++) {
      items.add(Jsons.createObjectBuilder().add("url", "http://a.example/" + page));
    }
    JsonObject data = Jsons.createObjectBuilder().add("count", count).add("items", items).build();
    hub.hear(new CrawlEvent.Numbered(number, new CrawlEvent("pages", JOB, data)));
  }

  @Test
  void whoIsForgottenHearsNothingMore() throws InterruptedException {
    Listener listener = hub.listen(JOB, Long.MAX_VALUE);
    happen(JOB, 1, 1);
    hub.forget(listener);
    happen(JOB, 2, 2);
    assertThat(heard(listener)).containsExactly(1L);
  }

  @Test
  void aSlowListenerLosesTheOldestAndKeepsTheNewest() throws InterruptedException {
    Listener listener = hub.listen(JOB, Long.MAX_VALUE);
    happen(JOB, 1, 1_500);
    List<Long> heard = heard(listener);
    assertThat(heard).hasSize(1_000).startsWith(501L).endsWith(1_500L);
  }

  @Test
  void whatIsKeptForThoseWhoComeBackIsBounded() throws InterruptedException {
    happen(JOB, 1, 1);
    happen(OTHER, 2, 2_001);
    happen(JOB, 2_002, 2_002);
    assertThat(heard(hub.listen(JOB, 0))).containsExactly(2_002L);
  }

  @Test
  void whenTheHubEndsWhoWaitsIsWokenAndWhoComesLaterIsSentAwayToo() throws InterruptedException {
    Listener early = hub.listen(JOB, Long.MAX_VALUE);
    assertThat(early.hasEnded()).isFalse();
    hub.end();
    assertThat(early.next(60_000)).isNotNull();
    assertThat(early.hasEnded()).isTrue();
    assertThat(hub.listen(OTHER, Long.MAX_VALUE).hasEnded()).isTrue();
  }

  @Test
  void aListenerWaitsNoLongerThanItSays() throws InterruptedException {
    Listener listener = hub.listen(JOB, Long.MAX_VALUE);
    assertThat(listener.next(20)).isNull();
  }
}
