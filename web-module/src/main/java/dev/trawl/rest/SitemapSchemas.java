package dev.trawl.rest;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.NullUnmarked;

/** The shapes of what is said of sitemaps, for the API's description alone. */
@NullUnmarked
final class SitemapSchemas {
  private SitemapSchemas() {}

  @Schema(name = "Sitemaps")
  static final class SitemapsOut {
    List<SitemapOut> items;

    @Schema(nullable = true)
    String next;
  }

  @Schema(name = "Sitemap")
  static final class SitemapOut {
    @Schema(format = "uuid", description = "of its URL as that of a sitemap, as in messages")
    String id;

    String url;

    @Schema(enumeration = {"queued", "in-flight", "done"})
    String state;

    @Schema(
        nullable = true,
        enumeration = {"fetched", "redirected", "failed", "excluded"},
        description = "null until it is done; what broke off is fetched, what is no sitemap failed")
    String outcome;

    @Schema(nullable = true, description = "the rule that excludes it")
    String rule;

    @Schema(
        enumeration = {"robots", "job", "index", "redirect"},
        description = "what named it")
    String source;

    @Schema(nullable = true, description = "the index or redirect that named it")
    String referrer;

    @Schema(description = "indexes on the way to it")
    int level;

    @Schema(nullable = true)
    Integer status;

    @Schema(nullable = true, description = "why it was not read, or not to its end")
    String error;

    @Schema(nullable = true, description = "the error or the rule for people")
    String detail;

    @Schema(nullable = true, description = "where a redirect leads")
    String location;

    @Schema(nullable = true, description = "whether what it names are sitemaps")
    Boolean index;

    @Schema(
        nullable = true,
        description = "URLs that it names, which are offered; what is new and in scope is crawled")
    Integer urls;

    @Schema(nullable = true, description = "entries besides that are no http or https URL")
    Integer refused;

    @Schema(
        nullable = true,
        format = "date-time",
        description = "when the request began, or it was given up without one")
    String fetchedAt;

    @Schema(nullable = true)
    Long durationMs;

    @Schema(nullable = true)
    String node;
  }
}
