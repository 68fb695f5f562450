package dev.trawl.fetch;

import dev.trawl.batch.StoppedException;
import dev.trawl.config.TrawlConfig;
import dev.trawl.database.Infrastructure;
import dev.trawl.database.Texts;
import dev.trawl.host.HostReleases;
import dev.trawl.http.Answer;
import dev.trawl.http.Exchange;
import dev.trawl.http.Failure;
import dev.trawl.http.GuardedHttpClient;
import dev.trawl.http.Limits;
import dev.trawl.http.Reason;
import dev.trawl.message.FetchOutcome;
import dev.trawl.message.FetchResult;
import dev.trawl.message.FetchTask;
import dev.trawl.message.FetchTask.TaskUrl;
import dev.trawl.url.CrawlUrl;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Requests the URLs of a task one after the other, and sends what came of each. */
@ApplicationScoped
class Fetcher {
  private static final Logger LOG = System.getLogger(Fetcher.class.getName());

  @EJB Clients clients;
  @Inject RobotsGate robots;
  @Inject FetchGate gate;
  @Inject ResultSender sender;
  @EJB HostReleases releases;
  @Inject TrawlConfig config;

  /** A URL with what came of it; kept until the host's connection is given back. */
  private record Fetched(TaskUrl url, FetchOutcome outcome, Instant at, Duration duration) {}

  /** Returns when the broker has the result of every URL of the task. */
  void fetch(FetchTask task) {
    List<TaskUrl> urls = task.urls();
    for (int i = 0; i < urls.size(); i++) {
      Fetched fetched;
      try {
        fetched = fetch(task, urls.get(i));
      } finally {
        if (i == urls.size() - 1) {
          // The host is free from here on; that the result is on its way takes a little longer.
          releases.release(task.taskId());
        }
      }
      send(task, fetched);
    }
  }

  private Fetched fetch(FetchTask task, TaskUrl url) {
    Instant start = Instant.now();
    long begin = System.nanoTime();
    FetchOutcome outcome = outcomeWhatever(task, url);
    return new Fetched(url, outcome, start, Duration.ofNanos(System.nanoTime() - begin));
  }

  /** A URL that breaks the fetcher ends with that, and not its whole task. */
  private FetchOutcome outcomeWhatever(FetchTask task, TaskUrl url) {
    try {
      return outcome(task, url);
    } catch (StoppedException e) {
      throw e;
    } catch (RuntimeException e) {
      if (Infrastructure.isAway(e)) {
        throw e;
      }
      return broken(url, e);
    } catch (StackOverflowError e) {
      return broken(url, e);
    }
  }

  private static FetchOutcome broken(TaskUrl url, Throwable failure) {
    LOG.log(Level.ERROR, "fetching " + url.url() + " failed by an error of ours", failure);
    return new FetchOutcome.Failure(
        Optional.empty(), RetryTable.FETCHER_ERROR, Texts.clean(failure.toString()));
  }

  private FetchOutcome outcome(FetchTask task, TaskUrl taskUrl) {
    if (!gate.isOpen(task.jobId())) {
      return new FetchOutcome.NotRequested("not-running", "the job does not run at the moment");
    }
    CrawlUrl url =
        CrawlUrl.parse(taskUrl.url())
            .orElseThrow(
                () -> new IllegalArgumentException("a task for what is no http or https URL"));
    Optional<FetchOutcome> refused = task.obeyRobots() ? robots.refuses(url) : Optional.empty();
    return refused.orElseGet(() -> request(task, url));
  }

  private FetchOutcome request(FetchTask task, CrawlUrl url) {
    GuardedHttpClient http = clients.http();
    Exchange exchange = http.fetch(Clients.target(url), Limits.failAbove(task.maxBodyBytes()));
    if (exchange instanceof Answer answer) {
      return Compression.compress(
          answer.status(),
          answer.headers().first("Content-Type"),
          answer.headers().first("Location"),
          answer.body());
    }
    Failure failure = (Failure) exchange;
    if (failure.reason() == Reason.ADDRESS_REFUSED) {
      return new FetchOutcome.NotRequested(failure.reason().wire(), failure.detail());
    }
    if (failure.reason() == Reason.CANCELLED) {
      return new FetchOutcome.NotRequested("not-running", "the fetcher is stopping");
    }
    return new FetchOutcome.Failure(Optional.empty(), failure.reason().wire(), failure.detail());
  }

  private void send(FetchTask task, Fetched fetched) {
    sender.send(
        new FetchResult(
            task.jobId(),
            fetched.url().urlId(),
            fetched.url().url(),
            fetched.url().attempt(),
            fetched.outcome(),
            fetched.at(),
            fetched.duration(),
            config.node()));
  }
}
