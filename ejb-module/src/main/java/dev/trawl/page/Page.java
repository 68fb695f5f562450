package dev.trawl.page;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
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
  private @Nullable String title;
  private @Nullable String lang;
  private @Nullable String location;

  @Column(name = "fetched_at")
  private OffsetDateTime fetchedAt = OffsetDateTime.MIN;

  @Column(name = "duration_ms")
  private long durationMs;

  private String node = "";
  private byte @Nullable [] outlinks;

  /** For JPA. */
  protected Page() {}

  Page(Processed processed, int job, PageEnd end) {
    this.id = processed.result().urlId();
    this.job = job;
    this.status = processed.status().orElse(null);
    this.error = end.error().orElse(null);
    this.detail = end.detail().orElse(null);
    this.contentType = processed.contentType().map(PageText::clean).orElse(null);
    this.location = processed.location().map(PageText::clean).orElse(null);
    this.fetchedAt = processed.result().fetchedAt().atOffset(java.time.ZoneOffset.UTC);
    this.durationMs = processed.result().duration().toMillis();
    this.node = processed.result().node();
    processed
        .body()
        .ifPresent(
            body -> {
              this.bytes = body.length();
              this.sha256 = body.sha256();
            });
    processed
        .parsed()
        .page()
        .ifPresent(
            parsed -> {
              this.charset = parsed.charset();
              this.title = parsed.title().orElse(null);
              this.lang = parsed.lang().orElse(null);
            });
    byte[] links = processed.parsed().outlinks();
    this.outlinks = links.length == 0 ? null : links;
  }
}
