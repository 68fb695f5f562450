package dev.trawl.page;

import dev.trawl.frontier.JobContext;
import dev.trawl.host.HostDirectory;
import dev.trawl.host.HostQueueStatus;
import dev.trawl.host.HostStatus;
import dev.trawl.job.JobState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What a queued URL waits for, for people: the first that holds it up, from the job by the host to
 * the URL itself.
 *
 * @param host its host
 * @param queue the job's queue there
 */
record Waiting(Optional<HostStatus> host, Optional<HostQueueStatus> queue) {
  static Waiting of(HostDirectory hosts, JobContext job, Optional<HostStatus> host) {
    return new Waiting(
        host,
        host.flatMap(
            found ->
                hosts.queues(found.id()).stream()
                    .filter(one -> one.job().equals(job.id()))
                    .findFirst()));
  }

  String reason(JobContext job, MetUrl.Open url) {
    if (job.state() != JobState.RUNNING) {
      return switch (job.state()) {
        case QUEUED -> "the job has not started";
        case PAUSED -> "the job is paused";
        default -> "the job is being stopped";
      };
    }
    return givenUp()
        .or(() -> leftAlone(url))
        .or(() -> retried(url))
        .or(() -> spent(url))
        .or(this::robots)
        .orElseGet(this::turn);
  }

  private Optional<String> givenUp() {
    return failure().map("the host is given up, which is about to end this as failed: "::concat);
  }

  /** Why the job has given the host up, if it has. */
  Optional<String> failure() {
    return queue.flatMap(
        found ->
            found
                .givenUp()
                .map(error -> error + found.detail().map(text -> ": " + text).orElse("")));
  }

  /** By its host, if that is longer than by itself. */
  private Optional<String> leftAlone(MetUrl.Open url) {
    return host.flatMap(HostStatus::notBefore)
        .filter(until -> url.waitsUntil().filter(own -> own.isAfter(until)).isEmpty())
        .map(
            until ->
                "the host is left alone until "
                    + time(until)
                    + host.flatMap(HostStatus::trouble).map(text -> ": " + text).orElse(""));
  }

  private static Optional<String> retried(MetUrl.Open url) {
    return url.waitsUntil()
        .map(until -> "request " + (url.attempt() + 1) + " is due at " + time(until));
  }

  private static Optional<String> spent(MetUrl.Open url) {
    return url.spent()
        ? Optional.of("maxPages is reached, which excludes this once nothing is in flight")
        : Optional.empty();
  }

  private Optional<String> robots() {
    boolean asked = host.flatMap(HostStatus::robots).isPresent();
    return !asked && queue.filter(found -> found.manners().obeysRobots()).isPresent()
        ? Optional.of("the host is to be asked for robots.txt first")
        : Optional.empty();
  }

  private String turn() {
    long queued = queue.map(HostQueueStatus::queued).orElse(0L);
    return "its turn; URLs of the job that wait for the host: " + queued;
  }

  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
