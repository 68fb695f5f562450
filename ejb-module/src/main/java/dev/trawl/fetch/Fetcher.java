package dev.trawl.fetch;

import dev.trawl.batch.BackOff;
import dev.trawl.batch.StoppedException;
import dev.trawl.body.BodyStore;
import dev.trawl.cluster.Load;
import dev.trawl.cluster.Pulse;
import dev.trawl.config.TrawlConfig;
import dev.trawl.credential.UnreadableCredentialException;
import dev.trawl.database.Infrastructure;
import dev.trawl.database.Texts;
import dev.trawl.host.HostReleases;
import dev.trawl.host.RetryTable;
import dev.trawl.http.Answer;
import dev.trawl.http.Exchange;
import dev.trawl.http.Failure;
import dev.trawl.http.GuardedHttpClient;
import dev.trawl.http.Headers;
import dev.trawl.http.Limits;
import dev.trawl.http.Reason;
import dev.trawl.http.RetryAfter;
import dev.trawl.http.Timeouts;
import dev.trawl.message.FetchOutcome;
import dev.trawl.message.FetchResult;
import dev.trawl.message.FetchTask;
import dev.trawl.message.FetchTask.TaskUrl;
import dev.trawl.message.FetchTimes;
import dev.trawl.message.HeaderLines;
import dev.trawl.metrics.Meters;
import dev.trawl.sitemap.SitemapParser;
import dev.trawl.url.CrawlUrl;
import dev.trawl.url.Where;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Requests the URLs of a task one after the other, and sends what came of each. */
@ApplicationScoped
class Fetcher {
  private static final Logger LOG = System.getLogger(Fetcher.class.getName());
  private static final Duration LOOK = Duration.ofMillis(250);

  @EJB Clients clients;
  @Inject Pulse pulse;
  @Inject RobotsGate robots;
  @Inject FetchGate gate;
  @Inject SecondHand secondHand;
  @Inject TaskRuns runs;
  @Inject Load load;
  @Inject ResultSender sender;
  @Inject HostReleases releases;
  @Inject TrawlConfig config;
  @Inject BodyStore bodies;

  private final BackOff backOff = new BackOff("waiting for room on the disk of TRAWL_DATA");

  private volatile @Nullable GuardedHttpClient http;

  @PreDestroy
  void stop() {
    backOff.stop();
  }

  /**
   * Returns when the broker has the result of every URL of the task, or when this node answers for
   * that.
   *
   * @param old whether somebody may have had the task before, or may have taken its URLs away
   * @param again whether somebody certainly had it
   */
  void fetch(FetchTask task, boolean old, boolean again) {
    int mark = pulse.mark();
    List<TaskUrl> urls = old ? secondHand.left(task, again) : task.urls();
    runs.run(task.taskId(), new TaskFetch(this, task, urls, mark, again));
  }

  private static void log(FetchTask task, TaskUrl url, FetchOutcome outcome) {
    if (LOG.isLoggable(Level.DEBUG)) {
      String how =
          outcome instanceof FetchOutcome.Answer answer
              ? "status " + answer.status()
              : outcome.getClass().getSimpleName();
      LOG.log(Level.DEBUG, how + Where.of(task.jobId(), url.url()));
    }
  }

  /**
   * One URL of a task.
   *
   * @param mark of {@link Pulse}, from when the task came
   */
  FetchResult fetch(FetchTask task, TaskUrl url, int mark) {
    Instant start = Instant.now();
    long begin = System.nanoTime();
    FetchOutcome outcome = outcomeWhatever(task, url, mark);
    return result(task, url, outcome, start, Duration.ofNanos(System.nanoTime() - begin));
  }

  /** What became of a URL of a task without asking for it. */
  FetchResult unasked(FetchTask task, TaskUrl url, FetchOutcome outcome) {
    return result(task, url, outcome, Instant.now(), Duration.ZERO);
  }

  private FetchResult result(
      FetchTask task, TaskUrl url, FetchOutcome outcome, Instant start, Duration took) {
    log(task, url, outcome);
    return new FetchResult(
        task.jobId(),
        url.urlId(),
        url.url(),
        url.attempt(),
        outcome,
        start,
        took,
        config.node(),
        task.documents() && !url.isSitemap());
  }

  /** A URL that breaks the fetcher ends with that, and not its whole task. */
  private FetchOutcome outcomeWhatever(FetchTask task, TaskUrl url, int mark) {
    try {
      return outcome(task, url, mark);
    } catch (StoppedException e) {
      throw e;
    } catch (RuntimeException e) {
      if (Infrastructure.isAway(e)) {
        throw e;
      }
      return broken(task, url, e);
    } catch (StackOverflowError e) {
      return broken(task, url, e);
    }
  }

  /** An error of ours, which is logged. */
  static FetchOutcome broken(FetchTask task, TaskUrl url, Throwable failure) {
    LOG.log(
        Level.ERROR,
        "fetching failed by an error of ours" + Where.of(task.jobId(), url.url()),
        failure);
    return new FetchOutcome.Failure(
        Optional.empty(), RetryTable.FETCHER_ERROR, Texts.clean(failure.toString()));
  }

  private FetchOutcome outcome(FetchTask task, TaskUrl taskUrl, int mark) {
    if (!gate.isOpen(task.jobId())) {
      return notRunning("the job does not run at the moment");
    }
    CrawlUrl url =
        CrawlUrl.parse(taskUrl.url())
            .orElseThrow(
                () -> new IllegalArgumentException("a task for what is no http or https URL"));
    if (url.port() == 0) {
      // A URL for the standard, but TCP has no such port (RFC 6335 section 6).
      return new FetchOutcome.NotRequested(
          Reason.ADDRESS_REFUSED.wire(), "no server can be reached at port 0");
    }
    if (task.asksRobots()) {
      return robots.ask(url);
    }
    Optional<FetchOutcome> refused =
        task.obeyRobots() && !taskUrl.isSitemap() ? robots.refuses(url) : Optional.empty();
    return refused.orElseGet(() -> requestIfAwake(task, taskUrl, url, mark));
  }

  private FetchOutcome requestIfAwake(FetchTask task, TaskUrl taskUrl, CrawlUrl url, int mark) {
    while (bodies.isShortOfRoom()) {
      // A disk that is full is not full for this URL alone: no host is asked again and again for
      // what cannot be kept.
      backOff.sleep(LOOK);
    }
    // The last thing before the request: the task may be with another node by now.
    return pulse.hasSleptSince(mark)
        ? notRunning("the node stood still, and gives its tasks back")
        : request(task, taskUrl, url);
  }

  static FetchOutcome notRunning(String detail) {
    return new FetchOutcome.NotRequested("not-running", detail);
  }

  private Limits limits(FetchTask task, TaskUrl url) {
    Limits limits =
        url.isSitemap()
            ? Limits.cutAt(SitemapParser.MOST_BYTES)
            : Limits.failAbove(task.maxBodyBytes());
    Limits ofHost = limits.withConnections(task.connections());
    return task.times().isDefault() ? ofHost : ofHost.withTimeouts(timeouts(task.times()));
  }

  private Timeouts timeouts(FetchTimes wanted) {
    Timeouts ours = http().timeouts();
    return new Timeouts(
        wanted.connect().orElse(ours.connect()),
        wanted.firstByte().orElse(ours.firstByte()),
        wanted.answer().orElse(ours.answer()),
        wanted.lowestSpeed().orElse(ours.lowestSpeed()),
        wanted.speedWindow().orElse(ours.speedWindow()));
  }

  /** Asked for once: a call of an EJB costs as much as looking at a head. */
  private GuardedHttpClient http() {
    GuardedHttpClient known = http;
    if (known == null) {
      known = clients.http();
      http = known;
    }
    return known;
  }

  private FetchOutcome request(FetchTask task, TaskUrl taskUrl, CrawlUrl url) {
    Headers headers;
    try {
      headers = RequestHeaders.of(task, taskUrl, url, config.credentialsKey());
    } catch (UnreadableCredentialException e) {
      return new FetchOutcome.NotRequested(
          RetryTable.CREDENTIAL_UNREADABLE, String.valueOf(e.getMessage()));
    }
    long begin = System.nanoTime();
    Exchange exchange = http().fetch(Clients.target(url), headers, limits(task, taskUrl));
    Meters.FETCH.noteSince(begin);
    if (exchange instanceof Answer answer) {
      return answered(task, answer);
    }
    Failure failure = (Failure) exchange;
    if (failure.reason() == Reason.ADDRESS_REFUSED || failure.reason() == Reason.PROXY) {
      return new FetchOutcome.NotRequested(failure.reason().wire(), failure.detail());
    }
    if (failure.reason() == Reason.CANCELLED) {
      return notRunning(failure.detail());
    }
    return new FetchOutcome.Failure(Optional.empty(), failure.reason().wire(), failure.detail());
  }

  private static HeaderLines lines(Headers headers) {
    StringBuilder lines = new StringBuilder(512);
    for (Headers.Field field : headers.fields()) {
      lines.append(field.name()).append(": ").append(field.value()).append('\n');
    }
    return HeaderLines.of(lines.toString());
  }

  private FetchOutcome answered(FetchTask task, Answer answer) {
    FetchOutcome.Answer outcome =
        new FetchOutcome.Answer(
            answer.status(),
            HeadFields.contentType(answer.headers()),
            HeadFields.location(answer.headers()),
            HeadFields.robotsTags(answer.headers()),
            lines(answer.headers()),
            RetryAfter.of(answer, Instant.now()),
            Optional.of(answer.address().getHostAddress()),
            Optional.of(answer.protocol()),
            answer.content(),
            Optional.empty(),
            task.cookies() ? HeadFields.cookies(answer.headers()) : List.of());
    try {
      return Compression.compress(outcome, bodies);
    } catch (IOException e) {
      answer.close();
      return notRunning(e.toString());
    }
  }
}
