package dev.trawl.page;

import dev.trawl.database.Texts;
import dev.trawl.frontier.OpenUrl;
import dev.trawl.message.HeaderLines;
import dev.trawl.url.CrawlUrl;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What ended a URL: one row for each that got an answer or failed. Its URL, depth and referrer are
 * in the table url.
 */
@Entity
@Table(name = "page")
@SuppressWarnings("UnusedVariable") // JPA reads the fields
public class Page {
  private static final int LONGEST_VALIDATOR = 1_000;

  @Id private UUID id = new UUID(0, 0);

  private int job;
  private @Nullable Integer status;
  private @Nullable String error;
  private @Nullable String detail;

  @Column(name = "content_type")
  private @Nullable String contentType;

  private @Nullable String charset;
  private @Nullable Long bytes;
  private byte @Nullable [] sha256;
  private byte @Nullable [] digest;
  private @Nullable String title;
  private @Nullable String lang;
  private @Nullable String location;

  @Column(name = "fetched_at")
  private OffsetDateTime fetchedAt = OffsetDateTime.MIN;

  @Column(name = "duration_ms")
  private long durationMs;

  private String node = "";
  private byte @Nullable [] outlinks;

  @Column(name = "outlinks_dropped")
  private @Nullable Integer outlinksDropped;

  private @Nullable String protocol;
  private @Nullable String headers;
  private @Nullable String etag;

  @Column(name = "last_modified")
  private @Nullable String lastModified;

  private @Nullable String canonical;
  private @Nullable Long simhash;

  /** For JPA. */
  protected Page() {}

  /** The line of a URL whose message was given up. */
  Page(OpenUrl url, PageEnd end, String node) {
    this.id = url.id();
    this.job = url.queue().job();
    this.error = end.error().orElse(null);
    this.detail = end.detail().orElse(null);
    this.fetchedAt = OffsetDateTime.now(ZoneOffset.UTC);
    this.node = node;
  }

  Page(Processed processed, int job, PageEnd end) {
    this.id = processed.result().urlId();
    this.job = job;
    this.status = processed.status().orElse(null);
    this.error = end.error().orElse(null);
    this.detail = end.detail().orElse(null);
    this.contentType = processed.contentType().map(Texts::clean).orElse(null);
    this.location = processed.keptLocation().orElse(null);
    this.fetchedAt = processed.result().fetchedAt().atOffset(ZoneOffset.UTC);
    this.durationMs = processed.result().duration().toMillis();
    this.node = processed.result().node();
    this.bytes = processed.body().map(PageBody::length).orElse(null);
    this.sha256 = processed.digest().orElse(null);
    this.digest = processed.digestAlone().orElse(null);
    processed
        .parsed()
        .page()
        .ifPresent(
            parsed -> {
              this.charset = parsed.charset();
              this.title = parsed.title().orElse(null);
              this.lang = parsed.lang().orElse(null);
              this.simhash = parsed.simHash().stream().boxed().findFirst().orElse(null);
              this.outlinksDropped = parsed.outlinksDropped() > 0 ? parsed.outlinksDropped() : null;
            });
    byte[] links = processed.parsed().outlinks();
    this.outlinks = links.length == 0 ? null : links;
    this.canonical = processed.canonical().map(CrawlUrl::toString).orElse(null);
    this.protocol = processed.protocol().map(Texts::clean).orElse(null);
    keep(processed.headers());
    processed.earlier().ifPresent(this::repeat);
  }

  /** RFC 9110, section 15.4.5: the answer says only what has changed, or tells the validators. */
  private void repeat(Earlier page) {
    this.contentType = page.contentType();
    this.charset = page.charset();
    this.bytes = page.bytes();
    this.title = page.title();
    this.lang = page.lang();
    this.canonical = page.canonical();
    this.simhash = page.simhash();
    this.outlinksDropped = page.outlinksDropped();
    this.etag = this.etag == null ? page.etag() : this.etag;
    this.lastModified = this.lastModified == null ? page.lastModified() : this.lastModified;
  }

  private void keep(HeaderLines fields) {
    this.headers = fields.isEmpty() ? null : fields.text();
    this.etag = validator(fields, "ETag");
    this.lastModified = validator(fields, "Last-Modified");
  }

  /** A longer one would be none with its end cut off. */
  private static @Nullable String validator(HeaderLines fields, String name) {
    return fields
        .first(name)
        .filter(value -> !value.isEmpty() && value.length() <= LONGEST_VALIDATOR)
        .orElse(null);
  }
}
