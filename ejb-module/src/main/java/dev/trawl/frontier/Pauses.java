package dev.trawl.frontier;

import dev.trawl.database.Sql;
import dev.trawl.job.Hours;
import dev.trawl.job.Limits;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Jobs that get nothing new at the moment, and when to look at their queues again. */
@ApplicationScoped
class Pauses {
  /** For a job that does not run, or is past a limit; resuming it or raising that looks at once. */
  static final Duration NOT_RUNNING = Duration.ofSeconds(1);

  /** For a job that is about to be started. */
  private static final Duration NOT_STARTED = Duration.ofMillis(50);

  /** At the most, for a job outside its hours: clocks are put right now and then. */
  static final Duration CLOSED = Duration.ofMinutes(1);

  /** At the most, for a job that had more bytes than it may have. */
  static final Duration OVERDRAWN = Duration.ofSeconds(10);

  @Inject Bandwidth bandwidth;

  Clock clock = Clock.systemUTC();

  /** The pauses of those of the jobs that get nothing, by their numbers. */
  Map<Integer, Duration> of(Connection connection, Collection<JobContext> jobs) {
    Instant now = clock.instant();
    Map<Integer, Duration> pauses = new HashMap<>();
    for (JobContext job : jobs) {
      state(job)
          .or(() -> closed(job.request().politeness().hours(), now))
          .ifPresent(pause -> pauses.put(job.num(), pause));
    }
    pastLimit(connection, jobs).forEach(job -> pauses.putIfAbsent(job, NOT_RUNNING));
    List<JobContext> others = jobs.stream().filter(job -> !pauses.containsKey(job.num())).toList();
    bandwidth
        .overdrawn(connection, others)
        .forEach((job, pause) -> pauses.put(job, atMost(OVERDRAWN, pause)));
    return pauses;
  }

  /** Their queues are held, but not those that they have made since on hosts found only now. */
  private static List<Integer> pastLimit(Connection connection, Collection<JobContext> jobs) {
    Integer[] limited =
        jobs.stream()
            .filter(job -> isLimited(job.request().limits()))
            .map(JobContext::num)
            .toArray(Integer[]::new);
    return limited.length == 0
        ? List.of()
        : Sql.query(
            connection,
            """
            SELECT num FROM job j WHERE num = ANY(?) AND (started + max_seconds * interval '1 s' <= now()
              OR max_bytes <= (SELECT sum(bytes) FROM job_counter c WHERE c.job = j.num))
            """,
            row -> row.getInt(1),
            (Object) limited);
  }

  private static boolean isLimited(Limits limits) {
    return limits.maxDuration().isPresent() || limits.maxBytes().isPresent();
  }

  private static Optional<Duration> state(JobContext job) {
    return switch (job.state()) {
      case RUNNING -> Optional.empty();
      case QUEUED -> Optional.of(NOT_STARTED);
      default -> Optional.of(NOT_RUNNING);
    };
  }

  private static Optional<Duration> closed(Hours hours, Instant now) {
    return hours.at(now)
        ? Optional.empty()
        : Optional.of(atMost(CLOSED, Duration.between(now, hours.next(now))));
  }

  private static Duration atMost(Duration most, Duration pause) {
    return pause.compareTo(most) < 0 ? pause : most;
  }
}
