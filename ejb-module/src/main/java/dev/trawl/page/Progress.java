package dev.trawl.page;

import dev.trawl.job.Jobs;
import dev.trawl.message.CrawlEvent;
import dev.trawl.message.Jsons;
import dev.trawl.url.UrlId;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Tells what was stored: a sample of each batch's pages, and a job's counters at most four times a
 * second.
 */
@ApplicationScoped
class Progress {
  private static final Logger LOG = System.getLogger(Progress.class.getName());
  private static final long COUNTERS_EVERY = TimeUnit.MILLISECONDS.toNanos(250);
  private static final int SAMPLE = 10;

  @EJB Jobs jobs;
  @Inject Event<CrawlEvent> events;

  private final Map<UUID, Long> nextCounters = new ConcurrentHashMap<>();

  /**
   * Called after the commit. Fails with nothing: whoever has committed would take that for a
   * failure of the commit, and make it again.
   */
  void stored(Map<UUID, List<StoredPage>> pages) {
    pages.forEach(
        (job, ofJob) -> {
          if (!ofJob.isEmpty()) {
            try {
              tell(job, ofJob);
            } catch (RuntimeException e) {
              LOG.log(Level.WARNING, "nobody is told of what was stored: " + e);
            }
          }
        });
  }

  private void tell(UUID job, List<StoredPage> pages) {
    events.fire(new CrawlEvent("pages", job, sample(pages)));
    if (isTime(job)) {
      jobs.tellCounters(job, UrlId.jobNumber(pages.get(0).id()));
    }
  }

  private boolean isTime(UUID job) {
    long now = System.nanoTime();
    Long next = nextCounters.get(job);
    if (next != null && now - next < 0) {
      return false;
    }
    nextCounters.values().removeIf(time -> now - time > TimeUnit.MINUTES.toNanos(1));
    nextCounters.put(job, now + COUNTERS_EVERY);
    return true;
  }

  private static JsonObject sample(List<StoredPage> pages) {
    JsonArrayBuilder items = Jsons.createArrayBuilder();
    pages.stream().limit(SAMPLE).map(Progress::json).forEach(items::add);
    return Jsons.createObjectBuilder().add("count", pages.size()).add("items", items).build();
  }

  private static JsonObjectBuilder json(StoredPage page) {
    JsonObjectBuilder json =
        Jsons.createObjectBuilder().add("id", page.id().toString()).add("url", page.url());
    Jsons.number(json, "status", page.status());
    Jsons.text(json, "error", page.error());
    return json;
  }
}
