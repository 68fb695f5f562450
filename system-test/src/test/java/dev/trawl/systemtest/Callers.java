package dev.trawl.systemtest;

import dev.trawl.stack.Api;
import dev.trawl.stack.JobRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Clients who call the API again and again until they are stopped, and note what fails. */
final class Callers {

  private static final long PAUSE_MILLISECONDS = 30;
  private static final long LIMIT_MILLISECONDS = 70_000;

  private final AtomicInteger calls = new AtomicInteger();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final Set<String> jobs = ConcurrentHashMap.newKeySet();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopped;

  /**
   * Starts to ask for a job, to list jobs and to submit small ones.
   *
   * @param seed of the jobs that are submitted, each for one page
   */
  Callers(Api api, String job, String seed) {
    start("get", PAUSE_MILLISECONDS, () -> api.get("/api/jobs/" + job));
    start("list", PAUSE_MILLISECONDS, () -> api.get("/api/jobs?limit=3"));
    // Seldom enough for the nodes to finish them by the way.
    start("submit", 10 * PAUSE_MILLISECONDS, () -> submit(api, seed));
  }

  private HttpResponse<String> submit(Api api, String seed) {
    HttpResponse<String> answer =
        api.post("/api/jobs", JobRequest.of(seed).maxPages(1).json().toString());
    if (answer.statusCode() == 202) {
      jobs.add(Api.parse(answer.body()).getString("id"));
    }
    return answer;
  }

  private void start(String name, long pause, Supplier<HttpResponse<String>> call) {
    Thread thread = new Thread(() -> repeat(name, pause, call), "caller " + name);
    thread.start();
    threads.add(thread);
  }

  private void repeat(String name, long pause, Supplier<HttpResponse<String>> call) {
    while (!stopped) {
      try {
        HttpResponse<String> answer = call.get();
        calls.incrementAndGet();
        if (answer.statusCode() >= 300) {
          failures.add(name + ": " + answer.statusCode() + " " + answer.body());
        }
        Thread.sleep(pause);
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        failures.add(name + ": " + e + ", " + e.getCause());
      }
    }
  }

  int calls() {
    return calls.get();
  }

  /** What was answered with anything but 2xx, or not at all. */
  Collection<String> failures() {
    return failures;
  }

  /** The ids of the jobs that were accepted. */
  Set<String> jobs() {
    return jobs;
  }

  /** Lets each finish the call it is at. */
  void stop() {
    stopped = true;
    for (Thread thread : threads) {
      try {
        thread.join(LIMIT_MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
