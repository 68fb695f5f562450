package dev.trawl.bench;

import dev.trawl.stack.Api;
import dev.trawl.stack.JobRequest;
import dev.trawl.stack.Memory;
import dev.trawl.stack.Part;
import dev.trawl.stack.Trawl;
import dev.trawl.stack.Wait;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Some fast hosts by themselves, then beside many that send a byte a second, in one job: what those
 * cost the node, and whether anybody waits for them.
 *
 * @param alone the fast hosts by themselves
 * @param beside the same while the slow ones are under way
 * @param slowUnderWay answers of slow hosts under way at once, the most that was seen
 * @param before resident memory of the application after the fast hosts alone, in bytes
 * @param peak the most it had afterwards
 */
record SlowRuns(Pace alone, Pace beside, int slowUnderWay, long before, long peak) {

  static final int FAST = 50;
  static final int SLOW = 500;

  private static final int PAGES = 400;
  private static final int SLOW_PAGES = 4;
  private static final Duration LIMIT = Duration.ofMinutes(10);

  static SlowRuns measure() {
    try (HostProcess site = HostProcess.start(FAST + SLOW, SLOW);
        Trawl trawl = Trawl.fresh()) {
      trawl.run(LIMIT, "status");
      trawl.up().orThrow();
      Api api = trawl.api();
      long application = trawl.pid(Part.APPLICATION).orElseThrow();
      alone(api, site, "warm");
      Pace alone = alone(api, site, "alone");
      long before = Memory.resident(application);
      return beside(api, site, alone, before, application);
    }
  }

  double ratio() {
    return beside.perSecond() / alone.perSecond();
  }

  private static Pace alone(Api api, HostProcess site, String folder) {
    site.take();
    api.awaitState(api.submit(request(site.urls(folder, 0, FAST, PAGES))), LIMIT, "COMPLETED");
    return fast(site.take());
  }

  /** The slow ones are under way first, and are stopped when the fast ones are done. */
  private static SlowRuns beside(
      Api api, HostProcess site, Pace alone, long before, long application) {
    int all = FAST * PAGES;
    Stream<String> slow = site.urls("slow", FAST, FAST + SLOW, SLOW_PAGES);
    String job = api.submit(request(Stream.concat(slow, site.urls("beside", 0, FAST, PAGES))));
    int[] most = {0};
    Wait.until(
        "the fast hosts are done",
        LIMIT,
        () -> {
          most[0] = Math.max(most[0], site.slowUnderWay());
          return site.count() >= all + most[0] && fetched(api, job) >= all;
        });
    Pace beside = fast(site.take());
    long peak = Memory.peakResident(application);
    api.post("/api/jobs/" + job + "/stop", "");
    api.awaitState(job, LIMIT, "STOPPED");
    return new SlowRuns(alone, beside, most[0], before, peak);
  }

  private static long fetched(Api api, String job) {
    return api.job(job).getJsonObject("counters").getJsonNumber("fetched").longValue();
  }

  private static Pace fast(List<Visit> visits) {
    return Pace.of(visits.stream().filter(visit -> visit.host() < FAST).toList(), Duration.ZERO);
  }

  /** Nobody's robots.txt is in the way: the pages themselves are slow. */
  private static JobRequest request(Stream<String> urls) {
    return JobRequest.of(urls.toArray(String[]::new))
        .delay(Duration.ZERO)
        .connections(1)
        .politeness("robots", "ignore");
  }
}
