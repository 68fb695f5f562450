package dev.trawl.launcher.client;

import dev.trawl.launcher.client.ServerSentEvents.Event;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Follows a job to its end, by its events, and by asking where these keep silent. */
public final class JobWatch {

  private static final Duration SILENCE = Duration.ofSeconds(2);

  /** An application that was killed may be started again meanwhile. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Api api;
  private Job job;
  private Instant lastAnswer = Instant.now();

  public JobWatch(Api api, Job job) {
    this.api = api;
    this.job = job;
  }

  /**
   * Returns the job when it has ended.
   *
   * @param seen told of every change
   * @throws Unreachable if the application is gone for minutes
   */
  public Job follow(Consumer<Job> seen) throws InterruptedException {
    BlockingQueue<Event> events = JobEvents.read(api, job.id());
    while (!job.ended()) {
      Event event = events.poll(SILENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (event != null && event.type().equals("counters")) {
        job = job.with(counters(event.data()));
      } else if (event == null || event.type().equals("state")) {
        ask();
      }
      seen.accept(job);
    }
    return job;
  }

  private void ask() throws InterruptedException {
    try {
      job = api.job(job.id());
      lastAnswer = Instant.now();
    } catch (Unreachable e) {
      if (Duration.between(lastAnswer, Instant.now()).compareTo(PATIENCE) > 0) {
        throw e;
      }
      Thread.sleep(SILENCE.toMillis());
    }
  }

  /** Either the counters themselves, or an object that has them. */
  private Counters counters(String data) {
    try (JsonReader reader = Json.createReader(new StringReader(data))) {
      JsonObject json = reader.readObject();
      return Counters.of(json.get("counters") instanceof JsonObject inner ? inner : json);
    } catch (JsonException e) {
      return job.counters();
    }
  }
}
