package dev.trawl.bench;

import dev.trawl.stack.Api;
import dev.trawl.stack.JobRequest;
import dev.trawl.stack.Memory;
import dev.trawl.stack.Part;
import dev.trawl.stack.Trawl;
import dev.trawl.stack.Wait;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Many hosts, each by one connection, on one fresh stack: as fast as it goes, then with a delay,
 * then with a delay and so few hosts that every one could be served in time.
 *
 * @param free without delay
 * @param polite with a delay of {@link #DELAY}
 * @param calmHosts how many hosts ask for no more than half of what is done without delay
 * @param calm the same delay with those hosts only
 * @param heapBefore used heap of the application after a full collection, in bytes, before the
 *     polite crawl
 * @param heapDuring the same towards the end of that crawl, while it runs
 */
record HostRuns(
    Pace free, Pace polite, int calmHosts, Pace calm, long heapBefore, long heapDuring) {

  static final int HOSTS = 1000;
  static final Duration DELAY = Duration.ofSeconds(1);

  /** What could be asked of so many hosts, with a delay of a second and answers that take time. */
  static final double MOST_PER_SECOND = 900;

  private static final int PAGES = 30;
  private static final int WARM_UP_PAGES = 10;
  private static final int FEWEST_HOSTS = 10;

  /** The steady part is over by then, whatever was asked for besides pages. */
  private static final double NEAR_END = 0.85;

  private static final Duration LIMIT = Duration.ofMinutes(15);

  private record Run(Pace pace, long heap) {}

  static HostRuns measure() {
    try (HostProcess site = HostProcess.start(HOSTS, 0);
        Trawl trawl = Trawl.fresh()) {
      trawl.run(LIMIT, "status");
      trawl.up().orThrow();
      Api api = trawl.api();
      long application =
          trawl
              .pid(Part.APPLICATION)
              .orElseThrow(() -> new IllegalStateException("There is no application"));
      LongSupplier heap = () -> Memory.heapAfterCollection(application);
      crawl(api, site, "warm", HOSTS, WARM_UP_PAGES, Duration.ZERO, () -> 0);
      Run free = crawl(api, site, "free", HOSTS, PAGES, Duration.ZERO, () -> 0);
      long before = heap.getAsLong();
      Run polite = crawl(api, site, "polite", HOSTS, PAGES, DELAY, heap);
      int calmHosts = calmHosts(free.pace().perSecond());
      Run calm = crawl(api, site, "calm", calmHosts, PAGES, DELAY, () -> 0);
      return new HostRuns(
          free.pace(), polite.pace(), calmHosts, calm.pace(), before, polite.heap());
    }
  }

  private static int calmHosts(double perSecond) {
    double half = perSecond / 2 * DELAY.toMillis() / 1e3;
    return (int) Math.max(FEWEST_HOSTS, Math.min(HOSTS, half));
  }

  /** Of what could be reached: what is done without delay, or what the delay leaves. */
  double ratio() {
    return polite.perSecond() / Math.min(free.perSecond(), MOST_PER_SECOND);
  }

  /** How late every host is at that rate, in whatever order they are asked. */
  double unavoidableMillis() {
    return Math.max(0, HOSTS / polite.perSecond() * 1e3 - DELAY.toMillis());
  }

  /**
   * One job with all pages as its seeds.
   *
   * @param nearEnd is asked once, behind the steady part and before the end
   * @throws IllegalStateException if other pages were fetched than are there
   */
  private static Run crawl(
      Api api,
      HostProcess site,
      String folder,
      int hosts,
      int pages,
      Duration delay,
      LongSupplier nearEnd) {
    int all = hosts * pages;
    site.take();
    String id =
        api.submit(JobRequest.of(site.urls(folder, hosts, pages)).delay(delay).connections(1));
    Wait.until(
        "most of " + all + " pages are fetched", LIMIT, () -> site.count() >= all * NEAR_END);
    long asked = nearEnd.getAsLong();
    JsonObject job = api.awaitState(id, LIMIT, "COMPLETED");
    List<Visit> visits = site.take();
    long fetched = job.getJsonObject("counters").getJsonNumber("fetched").longValue();
    long visited = visits.stream().filter(visit -> !visit.robots()).count();
    if (fetched != all || visited != all) {
      throw new IllegalStateException(
          "Not the " + all + " pages: " + visited + " requests, and the job is " + job);
    }
    return new Run(Pace.of(visits, delay), asked);
  }
}
