package dev.trawl.faults;

import dev.trawl.site.SetComparison;
import dev.trawl.site.SiteProcess;
import dev.trawl.stack.Api;
import dev.trawl.stack.DatabaseLogin;
import dev.trawl.stack.JobRequest;
import dev.trawl.stack.Wait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One crawl with its faults, from submitting it to the last check. */
public final class FaultyCrawl {

  private static final Duration SUBMITTED = Duration.ofMinutes(2);

  /**
   * How a host is asked, and how much of it is measured.
   *
   * @param patience how long, after throughput was back, the next fault waits for what was in work
   */
  record Terms(Duration delay, int connections, Duration patience) {}

  /**
   * A fault that came.
   *
   * @param inWork followed until the end of the crawl
   * @param at nanoseconds of the monotonic clock
   */
  private record Measured(Injection injection, Watch.InWork inWork, long at) {

    /** What was not seen to be settled was settled by the end, or never. */
    Injection atEnd(Optional<Long> end) {
      return injection.withTakenOver(seconds(at, inWork.settledAt().or(() -> end)));
    }
  }

  /** The slowest way back is a lease that ends. */
  private static final Duration STANDSTILL = Duration.ofMinutes(4);

  private static final Duration BACK = Duration.ofSeconds(90);

  /** Between two faults, so that there is a usual rate. */
  private static final Duration REST = Duration.ofSeconds(3);

  /** The share of the pages after which there is not enough left to be hit. */
  private static final double TOO_LATE = 0.95;

  private static final long PAUSE = 100_000_000;
  private static final double REPEATED_AT_MOST = 0.01;
  private static final Pattern JOB = Pattern.compile("Job ([0-9a-f-]{36})");

  private final Cluster cluster;
  private final SiteProcess site;
  private final Plan plan;
  private final Terms terms;
  private final Consumer<String> say;
  private final List<String> problems = new ArrayList<>();
  private final List<Measured> measured = new ArrayList<>();
  private Optional<Process> command = Optional.empty();
  private long repeatedBefore;

  FaultyCrawl(Cluster cluster, SiteProcess site, Plan plan, Terms terms, Consumer<String> say) {
    this.cluster = cluster;
    this.site = site;
    this.plan = plan;
    this.terms = terms;
    this.say = say;
  }

  /** Crawls; whatever goes wrong stands in the report. */
  Report run(long seed) {
    long start = System.nanoTime();
    site.clear();
    List<Injection> injections = new ArrayList<>();
    String job = submit();
    try (Watch watch = Watch.start(DatabaseLogin.of(cluster.first()), number(job))) {
      Injector injector = new Injector(cluster, site, command);
      for (Plan.Step step : plan.steps()) {
        if (awaitMoment(watch, step)) {
          measured.add(inject(watch, injector, step));
        }
      }
      awaitEnd(watch);
      Optional<Long> end = watch.ended() ? Optional.of(System.nanoTime()) : Optional.empty();
      noteRepeated();
      measured.forEach(one -> injections.add(one.atEnd(end)));
    } finally {
      site.fair();
      command.ifPresent(Process::destroyForcibly);
    }
    Audit audit = new Audit(cluster.first(), cluster.console(), job);
    SetComparison.Verdict verdict = audit.pages(site.truth());
    if (!verdict.exact()) {
      problems.add("not the set of pages: " + verdict);
    }
    problems.addAll(audit.leftovers());
    SiteProcess.Counts counts = site.counts();
    Report report =
        Report.of(
            seed, plan, seconds(start, System.nanoTime()), verdict, counts, problems, injections);
    if (report.repeatedShare() < REPEATED_AT_MOST) {
      return report;
    }
    problems.add("requested again: " + counts.repeated() + " of " + report.pages() + " pages");
    return Report.of(seed, plan, report.seconds(), verdict, counts, problems, injections);
  }

  private String submit() {
    boolean byCommand = plan.steps().stream().anyMatch(step -> step.fault() == Fault.KILL_LAUNCHER);
    String within = plan.site() == Plan.Site.PAGES ? "any" : "host";
    if (!byCommand) {
      String request =
          JobRequest.of(site.start())
              .within(within)
              .delay(terms.delay())
              .connections(terms.connections())
              .json()
              .toString();
      return Wait.until("the crawl is accepted", SUBMITTED, () -> submitted(request));
    }
    Path output = cluster.folder().resolve("crawl-" + plan.number() + ".out");
    command =
        Optional.of(
            cluster
                .first()
                .start(
                    output,
                    "crawl",
                    site.start(),
                    "--within",
                    within,
                    "--delay",
                    terms.delay().toString(),
                    "--connections",
                    Integer.toString(terms.connections())));
    return Wait.until("the command has submitted the crawl", SUBMITTED, () -> jobIn(output));
  }

  /** For a moment after a disk was full, nothing is accepted. */
  private Optional<String> submitted(String request) {
    HttpResponse<String> response = cluster.first().api().post("/api/jobs", request);
    return switch (response.statusCode()) {
      case 202 -> Optional.of(Api.parse(response.body()).getString("id"));
      case 503 -> Optional.empty();
      default -> throw new IllegalStateException("Not accepted: " + response.body());
    };
  }

  private static Optional<String> jobIn(Path output) {
    try {
      Matcher job = JOB.matcher(Files.readString(output));
      return job.find() ? Optional.of(job.group(1)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int number(String job) {
    try (JobTables tables = JobTables.open(DatabaseLogin.of(cluster.first()))) {
      return tables.number(job);
    } catch (SQLException e) {
      throw new IllegalStateException("The job is not in the database", e);
    }
  }

  /** Returns false if the crawl has ended before, or nearly. */
  private boolean awaitMoment(Watch watch, Plan.Step step) {
    long wanted = (long) (step.moment() * site.truth().count());
    awaitWhileMoving(watch, () -> watch.ended() || watch.pace().settled() >= wanted);
    long settled = watch.pace().settled();
    return !watch.ended() && wanted <= settled && settled <= TOO_LATE * site.truth().count();
  }

  private void awaitEnd(Watch watch) {
    if (!awaitWhileMoving(watch, watch::ended)) {
      problems.add("stood still for " + STANDSTILL + " after " + watch.pace().settled());
    }
  }

  private boolean awaitWhileMoving(Watch watch, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      long since = Math.max(start, watch.pace().lastGrowth());
      if (System.nanoTime() - since > STANDSTILL.toNanos()) {
        return false;
      }
      LockSupport.parkNanos(PAUSE);
    }
    return true;
  }

  private Measured inject(Watch watch, Injector injector, Plan.Step step) {
    noteRepeated();
    Pace pace = watch.pace();
    long settled = pace.settled();
    Watch.InWork inWork = watch.follow();
    double rate = pace.rateBefore(System.nanoTime()).orElse(0);
    say.accept("  at " + settled + " (" + Math.round(rate) + "/s): " + step.fault().title());
    Harm harm = injector.inject(step);
    long at = System.nanoTime();
    BooleanSupplier back = () -> watch.ended() || back(pace, at, rate).isPresent();
    BooleanSupplier over =
        () -> back.getAsBoolean() && (terms.patience().isZero() || inWork.settledAt().isPresent());
    await(harm.least(), watch::ended);
    await(harm.most().minus(harm.least()), over);
    long undone = System.nanoTime();
    harm.undo().run();
    await(BACK, back);
    await(terms.patience().dividedBy(4), over);
    if (!over.getAsBoolean() && !watch.ended()) {
      say.accept("    of what was in work: " + watch.stragglers(inWork));
      await(terms.patience().dividedBy(4).multipliedBy(3), over);
    }
    long end = System.nanoTime();
    // Of a crawl that has ended, nothing is missing.
    Optional<Long> atEnd = watch.ended() ? Optional.of(end) : Optional.empty();
    Optional<Long> backAt = back(pace, at, rate).or(() -> atEnd);
    await(REST, watch::ended);
    pace.disturbed(at, end);
    Injection injection =
        new Injection(
            step.fault(),
            harm.target(),
            cluster.helpless(step.fault()),
            settled,
            rate,
            inWork.size(),
            seconds(at, undone),
            seconds(at, backAt),
            seconds(at, inWork.settledAt().or(() -> atEnd)),
            0);
    say.accept("    " + harm.target() + ": " + injection.json());
    if (backAt.isEmpty()) {
      problems.add("throughput did not come back after " + step.fault());
    }
    return new Measured(injection, inWork, at);
  }

  private Optional<Long> back(Pace pace, long at, double rate) {
    return pace.back(at, rate, site.truth().count());
  }

  /** What was requested again since the last fault is that fault's. */
  private void noteRepeated() {
    long repeated = site.counts().repeated();
    if (!measured.isEmpty()) {
      Measured last = measured.remove(measured.size() - 1);
      Injection injection = last.injection().withRepeated(repeated - repeatedBefore);
      measured.add(new Measured(injection, last.inWork(), last.at()));
    }
    repeatedBefore = repeated;
  }

  private static void await(Duration limit, BooleanSupplier condition) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (System.nanoTime() < deadline && !condition.getAsBoolean()) {
      LockSupport.parkNanos(PAUSE);
    }
  }

  private static OptionalDouble seconds(long from, Optional<Long> to) {
    return to.map(time -> OptionalDouble.of(seconds(from, time))).orElse(OptionalDouble.empty());
  }

  private static double seconds(long from, long to) {
    return Math.max(0, to - from) / 1e9;
  }
}
