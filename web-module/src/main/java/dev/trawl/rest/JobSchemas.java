package dev.trawl.rest;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.NullUnmarked;

/** The shapes of jobs and their lists, for the API's description alone. */
@NullUnmarked
final class JobSchemas {
  private JobSchemas() {}

  @Schema(name = "Job")
  static final class JobOut {
    @Schema(format = "uuid")
    String id;

    @Schema(nullable = true)
    String name;

    List<String> seeds;

    @Schema(
        description =
            "how many seeds there are; only in an answer to a call with the parameter seeds")
    Integer seedCount;

    JobRequestSchemas.ScopeIn scope;

    JobRequestSchemas.PolitenessIn politeness;

    String sitemaps;

    JobRequestSchemas.ContentIn content;

    FetchSchemas.FetchIn fetch;

    @Schema(format = "uuid", description = "in an answer only if a job is repeated")
    String revisit;

    @Schema(
        enumeration = {"QUEUED", "RUNNING", "PAUSED", "STOPPING", "COMPLETED", "STOPPED", "FAILED"})
    String state;

    @Schema(nullable = true)
    String reason;

    @Schema(format = "date-time")
    String created;

    @Schema(format = "date-time", nullable = true)
    String started;

    @Schema(format = "date-time", nullable = true)
    String finished;

    CountersOut counters;

    @Schema(
        description = "parts of sites that were found to be without end; absent if there are none")
    List<TrapOut> traps;
  }

  @Schema(name = "Jobs")
  static final class JobsOut {
    List<JobOut> items;

    @Schema(nullable = true, description = "where to go on; null if no job is left")
    String next;
  }

  @Schema(
      name = "Trap",
      description = "A part of a site that is taken for one without end, and shut")
  static final class TrapOut {
    @Schema(enumeration = {"endless", "queryExplosion"})
    String rule;

    @Schema(
        description = "host and path; * is a segment with a digit, ? at the end any query",
        example = "example.org/calendar/")
    String where;

    @Schema(format = "date-time", description = "since when nothing of it is taken")
    String at;

    @Schema(description = "URLs that are kept out because of it")
    long excluded;

    @Schema(description = "a page of it that led to more of it")
    String example;
  }

  @Schema(
      name = "Counters",
      description = "discovered = queued + inFlight + fetched + redirected + failed + excluded")
  static final class CountersOut {
    long discovered;

    long queued;

    long inFlight;

    long fetched;

    long redirected;

    long failed;

    long excluded;

    long bytes;

    @Schema(description = "results for URLs that were settled before; they change nothing else")
    long duplicates;

    @Schema(description = "answered with 304, a part of fetched; bytes counts nothing for them")
    long notModified;
  }
}
