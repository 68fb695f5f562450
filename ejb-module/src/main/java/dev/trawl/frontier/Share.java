package dev.trawl.frontier;

import dev.trawl.host.DueQueue;
import dev.trawl.host.HostQueues.Taken;
import dev.trawl.job.JobRequest;
import dev.trawl.message.FetchTask;
import dev.trawl.message.FetchTask.TaskUrl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What one queue gets in a round.
 *
 * @param queue the queue, due
 * @param job its job
 * @param wanted the most URLs to take, from 0
 * @param connections connections that are free for it; may be negative
 * @param fresh whether URLs that were never requested may be taken; no more if the budget of
 *     maxPages or maxPagesPerHost is taken
 * @param crowded whether the host's address has fewer connections left than the host
 */
record Share(
    DueQueue queue, JobContext job, int wanted, int connections, boolean fresh, boolean crowded) {
  /** URLs that one message carries where the host need not be waited for between them. */
  private static final int URLS_A_TASK = 4;

  /** Answers that may take longer are asked for one at a time. */
  private static final Duration LONG_ANSWER = Duration.ofMinutes(2);

  /** When to look again where other hosts at the address have all its connections. */
  private static final Duration CROWDED = Duration.ofMillis(100);

  /** The same where all that waits may be kept back by a budget. */
  private static final Duration KEPT_BACK = Duration.ofMillis(200);

  /**
   * The same where nothing that was never requested may be taken, until some of a budget is back.
   */
  private static final Duration NO_BUDGET = Duration.ofSeconds(1);

  /**
   * Shares for the queues that there is room for: no host and no address gets more than its free
   * connections, no job and no host more than its budget. The others are not even looked at, and
   * keep their place in the line.
   */
  static List<Share> of(
      List<DueQueue> due,
      Map<Integer, JobContext> jobs,
      BudgetRoom budgets,
      AddressRoom addresses,
      int room) {
    Map<Long, Integer> used = new HashMap<>();
    List<Share> shares = new ArrayList<>();
    int free = room;
    for (DueQueue queue : due) {
      if (free == 0) {
        break;
      }
      JobContext job = jobs.get(queue.key().job());
      if (job == null) {
        continue;
      }
      long budget = budgets.left(queue.key());
      int inUse = used.getOrDefault(queue.key().host(), 0);
      int ofHost = queue.free() - inUse;
      int ofAddress = addresses.left(queue, job.manners().connections());
      int connections = Math.min(ofHost, ofAddress);
      int each = urlsATask(queue, job);
      long most =
          Math.min(free, Math.min(queue.queued(), most(queue, connections, each, inUse > 0)));
      int wanted = (int) Math.max(0, budget > 0 ? Math.min(budget, most) : most);
      Share share = new Share(queue, job, wanted, connections, budget > 0, ofAddress < ofHost);
      shares.add(share);
      free -= wanted;
      budgets.take(queue.key(), wanted);
      used.merge(queue.key().host(), share.tasks(wanted), Integer::sum);
      addresses.take(queue, share.tasks(wanted));
    }
    return shares;
  }

  /**
   * All of a task's answers come within its lease, however slow they may be. A host that has never
   * answered may be as slow as it likes, and must not have more in flight than it is worth.
   */
  private static int urlsATask(DueQueue queue, JobContext job) {
    boolean slow =
        queue.address().isEmpty()
            || job.request().fetch().times().answer().filter(Share::isLong).isPresent();
    return slow ? 1 : URLS_A_TASK;
  }

  private static boolean isLong(Duration answer) {
    return answer.compareTo(LONG_ANSWER) > 0;
  }

  private static int most(DueQueue queue, int connections, int each, boolean started) {
    if (connections <= 0 || waits(queue)) {
      return 0;
    }
    if (queue.delay().isZero()) {
      return queue.probes() ? 1 : connections * each;
    }
    // Two starts are a delay apart, also on two connections, and of two jobs.
    return started ? 0 : 1;
  }

  private static boolean waits(DueQueue queue) {
    return queue.pause().compareTo(Duration.ZERO) > 0;
  }

  /** The most URLs that its job may request of each directory. */
  Optional<Long> ofDirectory() {
    return job.request().limits().maxPagesPerDirectory();
  }

  /** Evenly spread over the free connections: a short queue does not wait in one message. */
  int urlsPerTask() {
    return wanted == 0 ? 1 : (wanted + connections - 1) / connections;
  }

  private int tasks(int urls) {
    return urls == 0 ? 0 : (urls + urlsPerTask() - 1) / urlsPerTask();
  }

  /** When to look at the queue again, after so many URLs were taken. */
  Duration next(int count) {
    if (queue.free() - tasks(count) <= 0) {
      return Taken.UNTIL_AN_EVENT;
    }
    if (crowded && connections - tasks(count) <= 0) {
      return CROWDED;
    }
    if (connections - tasks(count) <= 0) {
      // Others on the host were to get the rest, but may find nothing that is due: then no release
      // would ever come.
      return Duration.ZERO;
    }
    if (count > 0) {
      return queue.delay();
    }
    return waits(queue) ? queue.pause() : Duration.ZERO;
  }

  /** Whether there was something to take, and a budget may have kept it back. */
  boolean isKeptBack(int count) {
    return count == 0 && wanted > 0 && job.hasPageBudgets();
  }

  /** When to look again at what waits for its own time, the first of it for so long. */
  Duration next(int count, Duration first) {
    if (!fresh) {
      return first.compareTo(NO_BUDGET) < 0 ? first : NO_BUDGET;
    }
    return isKeptBack(count) && first.compareTo(KEPT_BACK) < 0 ? KEPT_BACK : first;
  }

  /**
   * The task of some of its URLs.
   *
   * @param headers fields that are sent with one of them alone, by its id
   */
  FetchTask task(UUID id, List<Picked> urls, Map<UUID, Map<String, String>> headers) {
    JobRequest request = job.request();
    return new FetchTask(
        id,
        job.id(),
        queue.origin(),
        queue.delay(),
        job.manners().connections(),
        request.limits().maxBodyBytes(),
        request.politeness().obeyRobots(),
        queue.asks(),
        request.content().text(),
        request.fetch().times(),
        request.fetch().headers(),
        job.keepsCookies(),
        request.fetch().authorization(queue.origin()),
        urls.stream()
            .map(
                url ->
                    new TaskUrl(
                        url.id(),
                        url.url(),
                        url.attempt(),
                        url.sitemap() ? TaskUrl.SITEMAP : TaskUrl.PAGE,
                        headers.getOrDefault(url.id(), Map.of())))
            .toList());
  }
}
