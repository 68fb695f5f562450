package dev.trawl.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * One open view of a job that runs: the calls of the dashboard's {@code views/job.js} and of what
 * that is made of, without a browser around them.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a call that fails is counted
final class Reader {

  /** What all readers have asked for and got. */
  record Tally(LongAdder calls, LongAdder bytes, LongAdder failures) {
    Tally() {
      this(new LongAdder(), new LongAdder(), new LongAdder());
    }
  }

  /** From an answer to the next call; {@code EVERY} of the views, {@code EVERY_LIVE} of the job. */
  static final Duration EVERY = Duration.ofSeconds(10);

  private static final Duration EVERY_LIVE = Duration.ofSeconds(30);

  private final HttpClient client;
  private final ScheduledExecutorService timer;
  private final Tally tally;
  private final String api;
  private final String cookie;
  private final String job;
  private final Queue<CompletableFuture<?>> calls = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  /**
   * A reader who does nothing yet.
   *
   * @param origin with a slash at the end
   * @param cookie of a session, as it is sent
   */
  Reader(
      HttpClient client,
      ScheduledExecutorService timer,
      Tally tally,
      String origin,
      String cookie,
      String job) {
    this.client = client;
    this.timer = timer;
    this.tally = tally;
    this.api = origin + "api/";
    this.cookie = cookie;
    this.job = "jobs/" + job;
  }

  void open() {
    call("session");
    call(job).thenRun(this::follow);
  }

  private void follow() {
    call(job + "/events");
    call(job + "/history");
    call(job + "/pages?limit=10");
    // The first one before it is known whether events come.
    later(() -> repeat(job, EVERY_LIVE), EVERY);
    repeat(job + "/statistics", EVERY);
  }

  private void repeat(String path, Duration every) {
    call(path).thenRun(() -> later(() -> repeat(path, every), every));
  }

  private void later(Runnable call, Duration pause) {
    if (!closed) {
      timer.schedule(call, pause.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Ends well or not, but never exceptionally: the next call is made all the same. */
  private CompletableFuture<Boolean> call(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(api + path))
            .header("Cookie", cookie)
            .header("Accept", path.endsWith("/events") ? "text/event-stream" : "application/json")
            .header("Accept-Encoding", "gzip, deflate, br, zstd")
            .build();
    tally.calls().increment();
    CompletableFuture<HttpResponse<Void>> call =
        client.sendAsync(
            request,
            BodyHandlers.ofByteArrayConsumer(
                chunk -> chunk.ifPresent(bytes -> tally.bytes().add(bytes.length))));
    calls.add(call);
    return call.handle(
        (response, error) -> {
          calls.removeIf(CompletableFuture::isDone);
          if (!closed && (error != null || response.statusCode() != 200)) {
            tally.failures().increment();
          }
          return true;
        });
  }

  void close() {
    closed = true;
    calls.forEach(call -> call.cancel(true));
  }
}
