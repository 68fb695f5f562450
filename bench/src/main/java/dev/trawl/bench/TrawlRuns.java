package dev.trawl.bench;

import dev.trawl.site.SiteProcess;
import dev.trawl.stack.Api;
import dev.trawl.stack.JobRequest;
import dev.trawl.stack.Memory;
import dev.trawl.stack.Part;
import dev.trawl.stack.Trawl;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Trawl on a fresh stack, one crawl after the other.
 *
 * @param firstUp from {@code ./trawl up} to its return, with a database that has to be made first
 * @param nextUp the same with the data of the crawls
 * @param heaps used heap of the application after a full collection, by the number of the crawl
 *     before it
 */
record TrawlRuns(
    Duration firstUp,
    Duration nextUp,
    List<Crawl> crawls,
    Map<Integer, Long> heaps,
    long applicationPeak,
    long brokerPeak) {

  static final int WARM = 2;
  static final int LAST = 5;

  private static final Duration LIMIT = Duration.ofMinutes(10);

  static TrawlRuns measure(SiteProcess site, int connections, Set<String> truth) {
    try (Trawl trawl = Trawl.fresh()) {
      // Builds what is not built yet, so that the build is not measured. Nothing runs: its exit
      // status says no more.
      trawl.run(LIMIT, "status");
      Duration firstUp = trawl.up().orThrow().took();
      List<Crawl> crawls = new ArrayList<>();
      Map<Integer, Long> heaps = new LinkedHashMap<>();
      for (int number = 1; number <= LAST; number++) {
        crawls.add(crawl(trawl.api(), site, connections, truth));
        if (number == WARM || number == LAST) {
          heaps.put(number, Memory.heapAfterCollection(pid(trawl, Part.APPLICATION)));
        }
      }
      long application = Memory.peakResident(pid(trawl, Part.APPLICATION));
      long broker = Memory.peakResident(pid(trawl, Part.BROKER));
      trawl.down().orThrow();
      Duration nextUp = trawl.up().orThrow().took();
      return new TrawlRuns(firstUp, nextUp, crawls, heaps, application, broker);
    }
  }

  Crawl warm() {
    return crawls.get(WARM - 1);
  }

  double heapGrowth() {
    return (double) heaps.getOrDefault(LAST, 0L) / heaps.getOrDefault(WARM, 1L);
  }

  static Crawl crawl(Api api, SiteProcess site, int connections, Set<String> truth) {
    long before = site.requests();
    JobRequest request = JobRequest.of(site.start()).delay(Duration.ZERO).connections(connections);
    String id = api.submit(request);
    // Asked seldom: the asking is not what is measured, and the job notes its own times.
    JsonObject job = awaitCompleted(api, id);
    long requests = site.requests() - before;
    List<JsonObject> lines = api.export(id);
    Set<String> urls = new HashSet<>();
    lines.forEach(line -> urls.add(line.getString("url")));
    if (lines.size() != truth.size() || !urls.equals(truth)) {
      throw new IllegalStateException(
          "Not the site: " + lines.size() + " lines, " + urls.size() + " URLs");
    }
    Duration took = Duration.between(time(job, "started"), time(job, "finished"));
    return new Crawl(urls.size(), took.toNanos() / 1e9, requests);
  }

  private static JsonObject awaitCompleted(Api api, String id) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (System.nanoTime() < deadline) {
      JsonObject job = api.job(id);
      String state = job.getString("state");
      if (state.equals("COMPLETED")) {
        return job;
      }
      if (state.equals("FAILED") || state.equals("STOPPED")) {
        throw new IllegalStateException("The job ended as " + job);
      }
      try {
        Thread.sleep(1000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
    throw new IllegalStateException("The job did not end within " + LIMIT);
  }

  private static OffsetDateTime time(JsonObject job, String field) {
    return OffsetDateTime.parse(job.getString(field));
  }

  private static long pid(Trawl trawl, Part part) {
    return trawl.pid(part).orElseThrow(() -> new IllegalStateException("There is no " + part));
  }
}
