package dev.trawl.page;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an earlier job has of a page that has not changed since, as it is stored.
 *
 * @param url the page's id in the job that repeats it
 * @param sha256 of its body
 * @param kept whether that body is there
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole
record Earlier(
    UUID url,
    byte[] sha256,
    boolean kept,
    long bytes,
    @Nullable String contentType,
    @Nullable String charset,
    @Nullable String title,
    @Nullable String lang,
    @Nullable String etag,
    @Nullable String lastModified,
    @Nullable String canonical,
    @Nullable Long simhash,
    byte[] outlinks,
    @Nullable Integer outlinksDropped) {
  static final String COLUMNS =
      """
      coalesce(p.sha256, p.digest) AS sha256, p.sha256 IS NOT NULL AS kept, p.bytes, p.content_type, p.charset, p.title,
      p.lang, p.etag, p.last_modified, p.canonical, p.simhash, p.outlinks, p.outlinks_dropped""";

  static Earlier read(ResultSet row) throws SQLException {
    byte[] outlinks = row.getBytes("outlinks");
    return new Earlier(
        row.getObject("id", UUID.class),
        row.getBytes("sha256"),
        row.getBoolean("kept"),
        row.getLong("bytes"),
        row.getString("content_type"),
        row.getString("charset"),
        row.getString("title"),
        row.getString("lang"),
        row.getString("etag"),
        row.getString("last_modified"),
        row.getString("canonical"),
        row.getObject("simhash", Long.class),
        outlinks == null ? new byte[0] : outlinks,
        row.getObject("outlinks_dropped", Integer.class));
  }

  /** What its server called it. */
  Optional<String> type() {
    return Optional.ofNullable(contentType);
  }

  /** Whether it was read as a page of HTML, which alone has an encoding. */
  boolean isHtml() {
    return charset != null;
  }
}
