package dev.trawl.bench;

import dev.trawl.bench.ReaderProcess.Cost;
import dev.trawl.site.SiteProcess;
import dev.trawl.site.SyntheticWeb;
import dev.trawl.stack.Api;
import dev.trawl.stack.JobRequest;
import dev.trawl.stack.Part;
import dev.trawl.stack.Trawl;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The same crawl with nobody looking and with many open dashboards, in turn: the machine is now
 * faster, now slower, for minutes.
 *
 * @param alone with nobody looking, the median
 * @param watched with the dashboards, the median
 * @param ratio of pages a second, watched to alone: the median of the pairs'
 */
record OpenRuns(Run alone, Run watched, double ratio) {

  static final int READERS = 50;
  static final int PAIRS = 5;

  private static final int WARM_UP = 3;
  private static final int CONNECTIONS = 16;
  private static final Duration LIMIT = Duration.ofMinutes(10);

  /** More than half a minute of work, so that each view asks for everything several times. */
  private static final SyntheticWeb.Shape SHAPE = new SyntheticWeb.Shape(30_000, 1, 16, 7);

  /**
   * One crawl.
   *
   * @param application the application's processor time meanwhile
   * @param database the database's
   * @param readers what the readers took
   */
  record Run(Crawl crawl, Duration application, Duration database, Cost readers) {

    /** Microseconds of such a time. */
    double perPage(Duration processorTime) {
      return processorTime.toNanos() / 1e3 / crawl.pages();
    }

    /** How much of one core the readers themselves took. */
    double readersShare() {
      return readers.processorTime().toNanos() / 1e9 / crawl.seconds();
    }
  }

  static SiteProcess site() {
    return SiteProcess.ofPages(SHAPE);
  }

  static void warmUp(Trawl trawl, SiteProcess site) {
    for (int number = 0; number < WARM_UP; number++) {
      awaitCrawl(trawl.api(), submit(trawl.api(), site));
    }
  }

  static OpenRuns measure(Trawl trawl, SiteProcess site, ReaderProcess readers) {
    List<Run> alone = new ArrayList<>();
    List<Run> watched = new ArrayList<>();
    for (int number = 0; number < PAIRS; number++) {
      alone.add(run(trawl, site, readers, 0));
      watched.add(run(trawl, site, readers, READERS));
      System.err.printf(
          "alone %.0f pages/s, watched %.0f%n",
          alone.get(number).crawl().pagesPerSecond(), watched.get(number).crawl().pagesPerSecond());
    }
    return new OpenRuns(median(alone), median(watched), medianRatio(alone, watched));
  }

  private static Run run(Trawl trawl, SiteProcess site, ReaderProcess readers, int count) {
    Duration application = processorTime(trawl, Part.APPLICATION);
    Duration database = processorTime(trawl, Part.DATABASE);
    String id = submit(trawl.api(), site);
    readers.open(count, id);
    Crawl crawl = awaitCrawl(trawl.api(), id);
    Cost cost = readers.leave();
    return new Run(
        crawl,
        processorTime(trawl, Part.APPLICATION).minus(application),
        processorTime(trawl, Part.DATABASE).minus(database),
        cost);
  }

  private static String submit(Api api, SiteProcess site) {
    return api.submit(JobRequest.of(site.start()).delay(Duration.ZERO).connections(CONNECTIONS));
  }

  private static Crawl awaitCrawl(Api api, String id) {
    JsonObject job = api.awaitState(id, LIMIT, "COMPLETED");
    int fetched = job.getJsonObject("counters").getInt("fetched");
    if (fetched != SHAPE.pages()) {
      throw new IllegalStateException("Not the site: " + job);
    }
    Duration took = Duration.between(time(job, "started"), time(job, "finished"));
    return new Crawl(fetched, took.toNanos() / 1e9, fetched);
  }

  private static OffsetDateTime time(JsonObject job, String field) {
    return OffsetDateTime.parse(job.getString(field));
  }

  /** Of its process and of those that this has started, as the database does for connections. */
  private static Duration processorTime(Trawl trawl, Part part) {
    ProcessHandle process = ProcessHandle.of(trawl.pid(part).orElseThrow()).orElseThrow();
    return Stream.concat(Stream.of(process), process.descendants())
        .flatMap(each -> each.info().totalCpuDuration().stream())
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static Run median(List<Run> runs) {
    return runs.stream()
        .sorted(Comparator.comparingDouble(run -> run.crawl().pagesPerSecond()))
        .toList()
        .get(runs.size() / 2);
  }

  /** Of crawls that followed each other. */
  private static double medianRatio(List<Run> alone, List<Run> watched) {
    return IntStream.range(0, alone.size())
        .mapToDouble(
            i -> watched.get(i).crawl().pagesPerSecond() / alone.get(i).crawl().pagesPerSecond())
        .sorted()
        .toArray()[alone.size() / 2];
  }
}
