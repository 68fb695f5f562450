package dev.trawl.page;

import dev.trawl.database.Sql;
import dev.trawl.message.FetchResult;
import dev.trawl.sitemap.SitemapResult;
import dev.trawl.sitemap.SitemapResult.Index;
import dev.trawl.sitemap.SitemapResult.Unreadable;
import dev.trawl.sitemap.SitemapResult.Urls;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What became of sitemaps, for those who ask why a page was or was not found. */
final class SitemapRows {
  /** The error of one that was read as far as it went. */
  static final String CUT = "sitemap-cut";

  private static final PageEnd BROKEN_OFF =
      PageEnd.of(CUT, "it broke off, or went on above 50,000 URLs or 50 MiB");

  private SitemapRows() {}

  /**
   * What is kept of a sitemap.
   *
   * @param end the error it ended with, if it did
   * @param named what it named
   * @param location where a redirect leads
   */
  private record Row(
      UUID id,
      Optional<Integer> status,
      PageEnd end,
      Named named,
      Optional<String> location,
      Instant at,
      Duration duration,
      String node) {}

  static void store(Connection connection, List<Judged> judged) {
    insert(connection, judged.stream().map(SitemapRows::row).toList());
  }

  /** Those that were given up without a result. */
  static void storeFailed(Connection connection, List<UUID> ids, PageEnd end, String node) {
    Instant now = Instant.now();
    insert(
        connection,
        ids.stream()
            .map(
                id ->
                    new Row(
                        id,
                        Optional.empty(),
                        end,
                        Named.NOTHING,
                        Optional.empty(),
                        now,
                        Duration.ZERO,
                        node))
            .toList());
  }

  /** Notes that so many of the sitemaps to which it leads are not read. */
  static void passOver(Connection connection, UUID id, int sitemaps) {
    Sql.update(
        connection,
        "UPDATE sitemap SET error = ?, detail = concat_ws('; ', detail, ?) WHERE id = ?",
        CUT,
        sitemaps
            + " sitemaps to which it leads are not read: a job reads 10,000, indexes three levels deep, and none of a host of"
            + " more than 255 characters",
        id);
  }

  private static Row row(Judged judged) {
    Processed processed = judged.processed();
    FetchResult result = processed.result();
    Optional<SitemapResult> read = processed.parsed().sitemap();
    return new Row(
        judged.url().id(),
        processed.status(),
        read.flatMap(SitemapRows::fault).orElse(judged.end()),
        read.map(Named::by).orElse(Named.NOTHING),
        processed.keptLocation(),
        result.fetchedAt(),
        result.duration(),
        result.node());
  }

  private static Optional<PageEnd> fault(SitemapResult read) {
    if (read instanceof Unreadable unreadable) {
      return Optional.of(PageEnd.of(unreadable.reason(), unreadable.detail()));
    }
    boolean cut = read instanceof Index index ? index.cut() : ((Urls) read).cut();
    return cut ? Optional.of(BROKEN_OFF) : Optional.empty();
  }

  private static void insert(Connection connection, List<Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    Sql.update(
        connection,
        """
        INSERT INTO sitemap (id, status, error, detail, is_index, urls, refused, location, fetched_at, duration_ms, node)
        SELECT id, status, error, detail, is_index::boolean, urls, refused, location, at::timestamptz, duration_ms, node
        FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          AS s (id, status, error, detail, is_index, urls, refused, location, at, duration_ms, node)
        ON CONFLICT DO NOTHING
        """,
        rows.stream().map(Row::id).toArray(UUID[]::new),
        rows.stream().map(row -> row.status().orElse(null)).toArray(Integer[]::new),
        texts(rows, row -> row.end().error()),
        texts(rows, row -> row.end().detail()),
        texts(rows, row -> Optional.of(Boolean.toString(row.named().index()))),
        rows.stream().map(row -> row.named().urls()).toArray(Integer[]::new),
        rows.stream().map(row -> row.named().refused()).toArray(Integer[]::new),
        texts(rows, Row::location),
        texts(rows, row -> Optional.of(row.at().atOffset(ZoneOffset.UTC).toString())),
        rows.stream().map(row -> row.duration().toMillis()).toArray(Long[]::new),
        texts(rows, row -> Optional.of(row.node())));
  }

  private static @Nullable String[] texts(List<Row> rows, Function<Row, Optional<String>> part) {
    return rows.stream().map(row -> part.apply(row).orElse(null)).toArray(String[]::new);
  }
}
