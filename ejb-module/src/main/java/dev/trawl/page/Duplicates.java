package dev.trawl.page;

import dev.trawl.database.Sql;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Pages of the same job with the same bytes, or nearly the same text. Found when asked for. */
final class Duplicates {
  /** Bits of 64 in which near duplicates differ at the most (Manku, Jain, Das Sarma 2007). */
  private static final int NEAR = 3;

  /** Of four bands of 16 bits, three bits cannot change all: one is the same, and has an index. */
  private static final int BANDS = 4;

  private static final int MOST_OF_A_BAND = 10_000;
  private static final int MOST = 20;

  private static final String FIRST =
      """
      WITH this AS (SELECT job, coalesce(sha256, digest) AS body FROM page WHERE id = ? AND bytes > 0)
      SELECT id FROM (%s UNION ALL %s) same ORDER BY fetched_at, id LIMIT 1
      """
          .formatted(firstBy("sha256"), firstBy("digest"));

  private static final String SIMILAR =
      """
      WITH this AS (SELECT id, job, simhash FROM page WHERE id = ? AND simhash IS NOT NULL)
      SELECT o.id FROM this CROSS JOIN LATERAL (%s) o
      WHERE bit_count((o.simhash # this.simhash)::bit(64)) <= ?
      ORDER BY bit_count((o.simhash # this.simhash)::bit(64)), o.seq LIMIT ?
      """
          .formatted(
              IntStream.range(0, BANDS)
                  .mapToObj(Duplicates::ofBand)
                  .collect(Collectors.joining(" UNION ")));

  private Duplicates() {}

  /** By the digest of a body that is kept, or of one that is not: each has an index. */
  private static String firstBy(String column) {
    return """
    (SELECT id, fetched_at FROM page
     WHERE %s = (SELECT body FROM this) AND job = (SELECT job FROM this) ORDER BY fetched_at, id LIMIT 1)
    """
        .formatted(column);
  }

  private static String ofBand(int band) {
    return """
    (SELECT p.id, p.seq, p.simhash FROM page p
     WHERE p.job = this.job AND p.id <> this.id AND p.simhash IS NOT NULL
       AND ((p.simhash >> %1$d) & 65535)::integer = ((this.simhash >> %1$d) & 65535)::integer LIMIT %2$d)
    """
        .formatted(band * Long.SIZE / BANDS, MOST_OF_A_BAND);
  }

  /** The first page with the same body, if that is another one; without a body there is none. */
  static Optional<UUID> first(Connection connection, UUID page) {
    return Sql.first(connection, FIRST, row -> row.getObject(1, UUID.class), page)
        .filter(first -> !first.equals(page));
  }

  /** Those with nearly the same text, the most similar first. */
  static List<UUID> similar(Connection connection, UUID page) {
    return Sql.query(connection, SIMILAR, row -> row.getObject(1, UUID.class), page, NEAR, MOST);
  }
}
