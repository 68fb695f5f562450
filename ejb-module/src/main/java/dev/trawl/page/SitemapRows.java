package dev.trawl.page;

import dev.trawl.database.Sql;
import dev.trawl.sitemap.SitemapResult;
import dev.trawl.sitemap.SitemapResult.Index;
import dev.trawl.sitemap.SitemapResult.Unreadable;
import dev.trawl.sitemap.SitemapResult.Urls;
import java.sql.Connection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What became of sitemaps, for those who ask why a page was or was not found. */
final class SitemapRows {
  private SitemapRows() {}

  /**
   * What is kept of a sitemap.
   *
   * @param end the error it ended with, if it did
   * @param urls that it named
   * @param refused what it named besides and is no URL
   */
  private record Row(
      UUID id, Optional<Integer> status, PageEnd end, int urls, int refused, Instant at) {}

  static void store(Connection connection, List<Judged> judged) {
    insert(connection, judged.stream().map(SitemapRows::row).toList());
  }

  /** Those that were given up without a result. */
  static void storeFailed(Connection connection, List<UUID> ids, PageEnd end) {
    Instant now = Instant.now();
    insert(
        connection, ids.stream().map(id -> new Row(id, Optional.empty(), end, 0, 0, now)).toList());
  }

  private static Row row(Judged judged) {
    Processed processed = judged.processed();
    Row row =
        new Row(
            judged.url().id(),
            processed.status(),
            judged.end(),
            0,
            0,
            processed.result().fetchedAt());
    return processed.parsed().sitemap().map(read -> row(row, read)).orElse(row);
  }

  private static Row row(Row row, SitemapResult read) {
    if (read instanceof Unreadable unreadable) {
      PageEnd end = PageEnd.of(unreadable.reason(), unreadable.detail());
      return new Row(row.id(), row.status(), end, 0, 0, row.at());
    }
    if (read instanceof Index index) {
      PageEnd end = end(row, index.cut());
      return new Row(
          row.id(), row.status(), end, index.sitemaps().size(), index.refused(), row.at());
    }
    Urls urls = (Urls) read;
    return new Row(
        row.id(), row.status(), end(row, urls.cut()), urls.urls().size(), urls.refused(), row.at());
  }

  private static PageEnd end(Row row, boolean cut) {
    return cut
        ? PageEnd.of("sitemap-cut", "it broke off, or went on above 50,000 URLs or 50 MiB")
        : row.end();
  }

  private static void insert(Connection connection, List<Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    Sql.update(
        connection,
        """
        INSERT INTO sitemap (id, status, error, detail, urls, refused, fetched_at)
        SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?::timestamptz[]) ON CONFLICT DO NOTHING
        """,
        rows.stream().map(Row::id).toArray(UUID[]::new),
        rows.stream().map(row -> row.status().orElse(null)).toArray(Integer[]::new),
        rows.stream().map(row -> row.end().error().orElse(null)).toArray(String[]::new),
        rows.stream().map(row -> row.end().detail().orElse(null)).toArray(String[]::new),
        rows.stream().map(Row::urls).toArray(Integer[]::new),
        rows.stream().map(Row::refused).toArray(Integer[]::new),
        rows.stream()
            .map(row -> row.at().atOffset(ZoneOffset.UTC).toString())
            .toArray(String[]::new));
  }
}
