package dev.trawl.page;

import dev.trawl.database.Texts;
import dev.trawl.frontier.JobContext;
import dev.trawl.frontier.OpenUrl;
import dev.trawl.frontier.Verdict;
import dev.trawl.host.RetryTable;
import dev.trawl.job.JobState;
import dev.trawl.message.FetchOutcome;
import dev.trawl.message.FetchOutcome.Answer;
import dev.trawl.message.FetchOutcome.Failure;
import dev.trawl.message.FetchOutcome.NotRequested;
import dev.trawl.url.CrawlUrl;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Decides what becomes of a URL by its result. */
@ApplicationScoped
class Judge {
  /**
   * Redirects in a row, as in contract.md; browsers allow 20, RFC 9110 (section 15.4) sets no
   * number.
   */
  static final int MAX_HOPS = 10;

  /** The error of a page that was fetched all the same. */
  static final String UNPARSABLE = "unparsable";

  private static final String ROBOTS_DISALLOWED = "robots-disallowed";

  /** With which a URL goes back to its queue; for how long is the host's affair. */
  private static final Set<String> GOES_BACK =
      Set.of(
          "not-running",
          "robots-fetched",
          RetryTable.ROBOTS_UNREACHABLE,
          RetryTable.PROXY_UNAVAILABLE);

  /** Judges all results of a batch whose URLs are open. */
  List<Judged> all(
      Connection connection,
      List<OpenUrl> open,
      Map<UUID, Processed> results,
      Map<Integer, JobContext> jobs) {
    RedirectLoops loops = new RedirectLoops(connection, results);
    List<Judged> judged = new ArrayList<>();
    for (OpenUrl url : open) {
      Processed processed = Objects.requireNonNull(results.get(url.id()));
      JobContext job = Objects.requireNonNull(jobs.get(url.queue().job()));
      judged.add(judge(processed, url, job, loops));
    }
    return judged;
  }

  private static Judged judge(
      Processed processed, OpenUrl url, JobContext job, RedirectLoops loops) {
    FetchOutcome outcome = processed.result().outcome();
    if (outcome instanceof Answer answer) {
      return answer(processed, url, job, answer, loops);
    } else if (outcome instanceof Failure failure) {
      return failure(processed, url, job, failure);
    }
    return notRequested(processed, url, job, (NotRequested) outcome);
  }

  private static Judged answer(
      Processed processed, OpenUrl url, JobContext job, Answer answer, RedirectLoops loops) {
    Optional<Duration> pause = RetryTable.afterStatus(answer.status(), url.attempt());
    if (pause.isPresent() && job.isGrowing()) {
      return again(processed, url, pause.get(), true);
    }
    if (processed.isNotModified()
        && processed.earlier().isEmpty()
        && Revisits.isConditional(url, job)
        && job.isGrowing()) {
      // The page was deleted meanwhile, or this was never asked: the next attempt is unconditional.
      return again(processed, url, Duration.ZERO, true);
    }
    long bytes = processed.bytes();
    if (processed.isRedirect()) {
      return redirectError(processed, url, loops)
          .map(error -> new Judged(processed, url, new Verdict.Failed(bytes, true), error))
          .orElseGet(() -> new Judged(processed, url, new Verdict.Redirected(bytes), PageEnd.GOOD));
    }
    boolean good = answer.status() < 400;
    PageEnd end =
        processed
            .parsed()
            .error()
            .map(why -> PageEnd.of(UNPARSABLE, why))
            .orElse(processed.withheldBy().map(PageEnd::notKept).orElse(PageEnd.GOOD));
    return new Judged(
        processed,
        url,
        good
            ? new Verdict.Fetched(bytes, processed.isNotModified())
            : new Verdict.Failed(bytes, true),
        end);
  }

  private static Optional<PageEnd> redirectError(
      Processed processed, OpenUrl url, RedirectLoops loops) {
    Optional<CrawlUrl> target = processed.target();
    if (target.isEmpty()) {
      String location = processed.location().orElse("");
      return Optional.of(
          location.isEmpty()
              ? PageEnd.of("redirect-without-location", "the answer names no target")
              : PageEnd.of("redirect-unsupported", "the target is no http or https URL"));
    }
    if (url.sitemap()) {
      return Optional.empty(); // its hops are counted where its target is offered
    }
    if (loops.leadBack(processed, target.get())) {
      return Optional.of(PageEnd.of("redirect-loop", "the redirects lead back here"));
    }
    return url.hops() >= MAX_HOPS
        ? Optional.of(
            PageEnd.of("too-many-redirects", "more than " + MAX_HOPS + " redirects in a row"))
        : Optional.empty();
  }

  private static Judged failure(Processed processed, OpenUrl url, JobContext job, Failure failure) {
    Optional<Duration> pause = RetryTable.afterFailure(failure.error(), url.attempt());
    return pause.isPresent() && job.isGrowing()
        ? again(processed, url, pause.get(), true)
        : failed(processed, url, true, failure.error(), failure.detail());
  }

  private static Judged notRequested(
      Processed processed, OpenUrl url, JobContext job, NotRequested not) {
    if (job.state() == JobState.STOPPING) {
      return new Judged(processed, url, new Verdict.Excluded("stopped"), PageEnd.GOOD);
    }
    if (GOES_BACK.contains(not.error())) {
      return again(processed, url, Duration.ZERO, false);
    }
    if (not.error().equals(ROBOTS_DISALLOWED)) {
      Optional<String> line = Optional.of(not.detail()).filter(text -> !text.isEmpty());
      return new Judged(
          processed,
          url,
          new Verdict.Excluded(ROBOTS_DISALLOWED, line.map(Texts::clean)),
          PageEnd.GOOD);
    }
    return failed(processed, url, false, not.error(), not.detail());
  }

  private static Judged again(Processed processed, OpenUrl url, Duration pause, boolean requested) {
    return new Judged(processed, url, new Verdict.Again(pause, requested), PageEnd.GOOD);
  }

  private static Judged failed(
      Processed processed, OpenUrl url, boolean requested, String error, String detail) {
    return new Judged(
        processed, url, new Verdict.Failed(0, requested), PageEnd.of(Texts.clean(error), detail));
  }
}
