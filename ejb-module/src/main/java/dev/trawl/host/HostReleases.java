package dev.trawl.host;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The ends of requests, until they are reported ({@link ReleaseReports}), so that no fetcher waits
 * for the database. What is lost here with a crash only delays: settling a task's last URL, or the
 * end of its lease, gives the connection back too.
 *
 * <p>No EJB: a call of one, once a page, took 2 % of the application's processor time.
 */
@ApplicationScoped
public class HostReleases {
  /** A host may be asked again. */
  public record Released() {}

  /**
   * A task's last request has ended.
   *
   * @param asked whether any request was made
   * @param at nanoseconds, by {@link System#nanoTime}
   */
  record Ended(UUID task, boolean asked, long at) {}

  /** What ends shortly after goes with it: too short to matter to a host. */
  private static final long GATHER_MILLIS = 5;

  /** For so many times as long, where all hosts have to be left alone for a while anyway. */
  private static final int MOST_PAUSES = 5;

  // Bounded by the number of tasks in work: each waits for nothing, but ends once.
  private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
  private volatile boolean urgent;

  /**
   * The last request of this task has ended, this very moment.
   *
   * @param asked whether any request was made
   * @param waits whether the host is to be left alone from now on, so that nobody waits for this
   */
  public void release(UUID task, boolean asked, boolean waits) {
    ended.add(new Ended(task, asked, System.nanoTime()));
    if (!waits) {
      urgent = true;
    }
  }

  /** Those of the next moments, none if there is none within a second. */
  List<Ended> next() throws InterruptedException {
    List<Ended> batch = new ArrayList<>();
    Ended first = ended.poll(1, TimeUnit.SECONDS);
    if (first != null) {
      gather();
      batch.add(first);
      ended.drainTo(batch);
    }
    return batch;
  }

  private void gather() throws InterruptedException {
    for (int pauses = 0; pauses < 1 || (pauses < MOST_PAUSES && !urgent); pauses++) {
      Thread.sleep(GATHER_MILLIS);
    }
    urgent = false;
  }
}
