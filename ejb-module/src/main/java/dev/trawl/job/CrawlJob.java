package dev.trawl.job;

import jakarta.json.JsonObject;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A crawl job. {@code num} is its name inside the database, {@code id} the one that the outside
 * knows. Times are in UTC and of type OffsetDateTime, because EclipseLink would store an Instant as
 * bytes.
 */
@Entity
@Table(name = "job")
public class CrawlJob {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private @Nullable Integer num;

  private UUID id = new UUID(0, 0);
  private @Nullable String name;

  @Column(updatable = false)
  private String request = "";

  @Enumerated(EnumType.STRING)
  private JobState state = JobState.QUEUED;

  private @Nullable String reason;
  private OffsetDateTime created = OffsetDateTime.now(ZoneOffset.UTC);
  private @Nullable OffsetDateTime started;
  private @Nullable OffsetDateTime finished;
  private boolean deleted;

  @Column(name = "max_pages", updatable = false)
  private @Nullable Long maxPages;

  @Column(name = "max_bytes", updatable = false)
  private @Nullable Long maxBytes;

  @Column(name = "max_seconds", updatable = false)
  private @Nullable Long maxSeconds;

  @Column(insertable = false, updatable = false)
  private long requested;

  /** For JPA. */
  protected CrawlJob() {}

  CrawlJob(JobRequest wanted) {
    id = UUID.randomUUID();
    name = wanted.name().orElse(null);
    request = JobRequestWriter.write(wanted).toString();
    maxPages = wanted.limits().maxPages().orElse(null);
    maxBytes = wanted.limits().maxBytes().orElse(null);
    maxSeconds = wanted.limits().maxDuration().map(Duration::toSeconds).orElse(null);
  }

  /**
   * Goes into the next state, and notes when it started and finished.
   *
   * @throws InvalidTransitionException if the table of states does not allow it
   */
  void become(JobState next, @Nullable String why) {
    if (!state.mayBecome(next)) {
      throw new InvalidTransitionException(state, next);
    }
    state = next;
    reason = why;
    OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
    if (next == JobState.RUNNING && started == null) {
      started = now;
    }
    if (next.isFinal()) {
      finished = now;
    }
  }

  void delete() {
    deleted = true;
  }

  /** The number inside the database, from 1. */
  public int num() {
    return Objects.requireNonNull(num, "a job has its number once it is kept");
  }

  /** The id that the outside knows. */
  public UUID id() {
    return id;
  }

  /** The name for people, if there is one. */
  public Optional<String> name() {
    return Optional.ofNullable(name);
  }

  /**
   * The request as it was accepted, or as it was changed since; defaults filled in, and without the
   * sealed secrets.
   */
  public JsonObject request() {
    return Sealed.read(request);
  }

  /** As it is shown, with all its seeds. */
  public JobSummary summary() {
    return new JobSummary(
        num(),
        id,
        request(),
        OptionalInt.empty(),
        state,
        reason(),
        created.toInstant(),
        started().map(OffsetDateTime::toInstant),
        finished().map(OffsetDateTime::toInstant));
  }

  String requestText() {
    return request;
  }

  /** Where it is in its life. */
  public JobState state() {
    return state;
  }

  /** Why it ended, if it has. */
  public Optional<String> reason() {
    return Optional.ofNullable(reason);
  }

  /** When it was accepted. */
  public OffsetDateTime created() {
    return created;
  }

  /** When it first ran. */
  public Optional<OffsetDateTime> started() {
    return Optional.ofNullable(started);
  }

  /** When it ended. */
  public Optional<OffsetDateTime> finished() {
    return Optional.ofNullable(finished);
  }

  /** Whether it is gone for everybody outside. */
  public boolean isDeleted() {
    return deleted;
  }
}
