package dev.trawl.rest;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.NullUnmarked;

/** The shape of what is said of a URL, for the API's description alone; as {@link Schemas}. */
@NullUnmarked
final class WhySchemas {
  private WhySchemas() {}

  @Schema(name = "Why")
  static final class WhyOut {
    @Schema(description = "as the job has it")
    String url;

    @Schema(enumeration = {"queued", "in-flight", "done"})
    String state;

    @Schema(
        nullable = true,
        enumeration = {"fetched", "redirected", "failed", "excluded"},
        description = "null until it is done")
    String outcome;

    @Schema(nullable = true, description = "the rule that excludes it")
    String rule;

    @Schema(
        nullable = true,
        description =
            "for people: what of the rule it was (a pattern, a limit, a line of robots.txt), how it failed, "
                + "where a redirect leads, or what a queued URL waits for")
    String detail;

    @Schema(description = "links from a seed, by the shortest path")
    int depth;

    @Schema(nullable = true, description = "the page or redirect that named it; null for seeds")
    String referrer;

    @Schema(
        description = "in their order; the last one also if it ended without a request being made")
    List<AttemptOut> attempts;
  }

  @Schema(name = "Attempt")
  static final class AttemptOut {
    @Schema(format = "date-time")
    String at;

    String node;

    @Schema(nullable = true)
    Integer status;

    @Schema(nullable = true)
    String error;

    @Schema(nullable = true, description = "the error for people")
    String detail;

    long durationMs;
  }
}
