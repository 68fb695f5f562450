package dev.trawl.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.trawl.job.Jobs;
import dev.trawl.message.CrawlEvent;
import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProgressTest {
  private static final UUID JOB = UUID.randomUUID();
  private static final Map<UUID, List<StoredPage>> PAGES =
      Map.of(
          JOB,
          List.of(
              new StoredPage(
                  UUID.randomUUID(), "http://a.example/", Optional.of(200), Optional.empty())));

  private final AtomicInteger told = new AtomicInteger();
  private final Progress progress = new Progress();

  @SuppressWarnings({"unchecked", "UnnecessaryAssignment"}) // no container injects here
  ProgressTest() {
    progress.events =
        (Event<CrawlEvent>)
            Proxy.newProxyInstance(
                ProgressTest.class.getClassLoader(),
                new Class<?>[] {Event.class},
                (proxy, method, arguments) -> {
                  told.incrementAndGet();
                  return null;
                });
    progress.jobs =
        new Jobs() {
          @Override
          public void tellCounters(UUID id, int num) {
            throw new IllegalStateException("the database is away");
          }
        };
  }

  /** The batch that was committed was made again, and each of its results became a duplicate. */
  @Test
  void countersThatCannotBeToldAreNoFailureOfWhatWasStored() {
    assertThatCode(() -> progress.stored(PAGES)).doesNotThrowAnyException();
    assertThat(told).hasValue(1);
  }

  @Test
  void nothingIsToldOfJobsOfWhichNothingWasStored() {
    progress.stored(Map.of(JOB, List.of()));
    assertThat(told).hasValue(0);
  }
}
