package dev.trawl.rest;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.NullUnmarked;

/** The shape of what is said of a URL, for the API's description alone. */
@NullUnmarked
final class WhySchemas {
  private WhySchemas() {}

  @Schema(name = "Why")
  static final class WhyOut {
    @Schema(description = "as the job has it")
    String url;

    @Schema(
        enumeration = {"page", "sitemap", "robots"},
        description =
            "what it is to the job: a URL that is a page and a sitemap is told of as a page; a robots.txt as its host "
                + "answered last, on behalf of all jobs")
    String kind;

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

    @Schema(
        description =
            "links from a seed, by the shortest path; of a sitemap, indexes on the way to it")
    int depth;

    @Schema(
        nullable = true,
        description =
            "the page, redirect or index that named it; null for seeds, and for sitemaps that the job or robots.txt names")
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
