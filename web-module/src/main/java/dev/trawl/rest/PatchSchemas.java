package dev.trawl.rest;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.NullUnmarked;

/** The shape of a change of a job, for the API's description alone. */
@NullUnmarked
final class PatchSchemas {
  private PatchSchemas() {}

  @Schema(name = "JobPatch")
  static final class PatchIn {
    @Schema(nullable = true, maxLength = 200)
    String name;

    @Schema(
        maxItems = 100_000,
        description = "Absolute http or https URLs, which are added; 100,000 altogether")
    List<String> seeds;

    RaisedIn scope;

    PatchedPolitenessIn politeness;
  }

  @Schema(name = "RaisedLimits", description = "None may be less than it was; null lifts it")
  static final class RaisedIn {
    @Schema(nullable = true, minimum = "0", maximum = "1000000")
    Integer maxDepth;

    @Schema(nullable = true, minimum = "1", description = "no less than was requested so far")
    Long maxPages;

    @Schema(nullable = true, minimum = "1", maximum = "1000000000")
    Long maxPagesPerHost;

    @Schema(nullable = true, minimum = "1", maximum = "1000000000")
    Long maxPagesPerDirectory;

    @Schema(nullable = true, description = "ISO 8601 duration, from the job's start")
    String maxDuration;

    @Schema(nullable = true, minimum = "1")
    Long maxBytes;
  }

  @Schema(name = "PolitenessPatch")
  static final class PatchedPolitenessIn {
    @Schema(nullable = true, description = "ISO 8601 duration, PT0S to P1D")
    String delay;

    @Schema(nullable = true, minimum = "1", maximum = "64")
    Integer connectionsPerHost;

    @Schema(nullable = true, maxItems = 100, example = "[\"22:00-06:00\"]")
    List<String> hours;

    @Schema(nullable = true, description = "IANA time zone of the hours")
    String zone;

    @Schema(nullable = true, minimum = "1024", maximum = "1099511627776")
    Long maxBytesPerSecond;
  }
}
