package dev.trawl.robots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.trawl.http.Clients;
import dev.trawl.http.GuardedHttpClient;
import dev.trawl.http.RawServer;
import dev.trawl.robots.RobotsResult.Available;
import dev.trawl.robots.RobotsResult.Unavailable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RobotsCacheTest {
  private static final Origin ORIGIN = new Origin("http", "example.org", 80);
  private static final RobotsResult AVAILABLE =
      new Available(new RobotsRules(List.of(), Optional.empty(), List.of()), RobotsFile.none(404));

  private final AtomicLong now = new AtomicLong();
  private final AtomicInteger asked = new AtomicInteger();

  private RobotsCache cacheOf(RobotsResult result) {
    return new RobotsCache(
        origin -> {
          asked.incrementAndGet();
          return result;
        },
        RobotsCache.KEEP_AVAILABLE,
        RobotsCache.KEEP_UNAVAILABLE,
        now::get);
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  @Test
  void rulesAreKeptForADay() {
    RobotsCache cache = cacheOf(AVAILABLE);
    assertThat(cache.get(ORIGIN)).isSameAs(AVAILABLE);
    pass(Duration.ofHours(24).minusSeconds(1));
    assertThat(cache.get(ORIGIN)).isSameAs(AVAILABLE);
    assertThat(asked).hasValue(1);
    pass(Duration.ofSeconds(2));
    assertThat(cache.get(ORIGIN)).isSameAs(AVAILABLE);
    assertThat(asked).hasValue(2);
  }

  @Test
  void anOriginInTroubleIsAskedAgainAfterSeconds() {
    RobotsCache cache = cacheOf(new Unavailable("503", ""));
    assertThat(cache.get(ORIGIN)).isEqualTo(cache.get(ORIGIN));
    assertThat(asked).hasValue(1);
    pass(Duration.ofSeconds(5));
    assertThat(cache.get(ORIGIN)).isInstanceOf(Unavailable.class);
    assertThat(asked).hasValue(2);
  }

  @Test
  void whatWasGivenUpOnOurSideIsNotKept() {
    RobotsCache cache = cacheOf(new Unavailable("cancelled", ""));
    assertThat(cache.get(ORIGIN)).isEqualTo(cache.get(ORIGIN));
    assertThat(asked).hasValue(2);
  }

  @Test
  void schemeHostAndPortEachMakeAnotherOrigin() {
    RobotsCache cache = cacheOf(AVAILABLE);
    List.of(
            ORIGIN,
            new Origin("https", "example.org", 80),
            new Origin("http", "www.example.org", 80),
            new Origin("http", "example.org", 8080))
        .forEach(cache::get);
    assertThat(asked).hasValue(4);
  }

  @Test
  void aForgottenOriginIsAskedAnew() {
    RobotsCache cache = cacheOf(AVAILABLE);
    cache.get(ORIGIN);
    cache.forget(ORIGIN);
    cache.get(ORIGIN);
    assertThat(asked).hasValue(2);
  }

  @Test
  void aProgrammingErrorIsNotKept() {
    RobotsCache cache =
        new RobotsCache(
            origin -> {
              asked.incrementAndGet();
              throw new IllegalStateException("bug");
            },
            Duration.ofDays(1),
            Duration.ofDays(1),
            now::get);
    assertThatIllegalStateException().isThrownBy(() -> cache.get(ORIGIN));
    assertThatIllegalStateException().isThrownBy(() -> cache.get(ORIGIN));
    assertThat(asked).hasValue(2);
  }

  @Test
  void manyOriginsDoNotGrowItWithoutBound() {
    RobotsCache cache = cacheOf(AVAILABLE);
    IntStream.range(0, 12_000).forEach(i -> cache.get(new Origin("http", "h" + i, 80)));
    IntStream.range(0, 12_000).forEach(i -> cache.get(new Origin("http", "h" + i, 80)));
    assertThat(asked.get()).isBetween(14_000, 24_000);
  }

  @Test
  void largeFilesCountAsSeveralOrigins() {
    byte[] large = new byte[RobotsParser.MOST_BYTES];
    RobotsCache cache =
        cacheOf(
            new Available(
                new RobotsRules(List.of(), Optional.empty(), List.of()),
                new RobotsFile(200, "text/plain", large, false)));
    IntStream.range(0, 100).forEach(i -> cache.get(new Origin("http", "h" + i, 80)));
    IntStream.range(0, 100).forEach(i -> cache.get(new Origin("http", "h" + i, 80)));
    assertThat(asked.get()).isGreaterThan(140);
  }

  @Test
  void manyThreadsCauseOneRequest() throws IOException, InterruptedException, ExecutionException {
    CountDownLatch allAsked = new CountDownLatch(16);
    try (RawServer server =
            new RawServer(
                connection -> {
                  while (connection.readRequest()) {
                    allAsked.await(5, TimeUnit.SECONDS);
                    Thread.sleep(50); // so that the last ones are waiting too
                    connection.send("HTTP/1.1 404 None\r\nContent-Length: 0\r\n\r\n");
                  }
                });
        GuardedHttpClient client = Clients.loopback()) {
      RobotsParser parser = new RobotsParser("trawl", Duration.ofMinutes(5));
      RobotsCache cache =
          new RobotsCache(
              new RobotsFetcher(client, parser, (t, l) -> Optional.empty())::fetch,
              RobotsCache.KEEP_AVAILABLE,
              RobotsCache.KEEP_UNAVAILABLE);
      ExecutorService threads = Executors.newFixedThreadPool(16);
      List<Future<RobotsResult>> results =
          IntStream.range(0, 16)
              .mapToObj(
                  i ->
                      threads.submit(
                          () -> {
                            allAsked.countDown();
                            return cache.get(Origin.of(server.target("/")));
                          }))
              .toList();
      for (Future<RobotsResult> result : results) {
        assertThat(result.get()).isInstanceOf(Available.class);
      }
      threads.shutdown();
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void aSlowOriginDoesNotHoldUpAnother() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    Origin slow = new Origin("http", "slow", 80);
    RobotsCache cache =
        new RobotsCache(
            origin -> {
              await(origin.equals(slow) ? release : new CountDownLatch(0));
              return AVAILABLE;
            },
            Duration.ofDays(1),
            Duration.ofDays(1),
            now::get);
    Thread waiting = new Thread(() -> cache.get(slow));
    waiting.start();
    for (int i = 0; i < 200; i++) {
      assertThat(cache.get(new Origin("http", "fast" + i, 80))).isSameAs(AVAILABLE);
    }
    assertThat(waiting.isAlive()).isTrue();
    release.countDown();
    waiting.join();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
