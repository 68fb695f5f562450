package dev.trawl.page;

import dev.trawl.body.Body;
import dev.trawl.database.Sql;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Stores bodies, each digest once. */
final class Contents {
  private Contents() {}

  /** Small ones all at once, large ones one by one, without having them in memory. */
  static void store(Connection connection, List<PageBody> all) {
    // In the one order of locks.
    Map<String, PageBody> small = new TreeMap<>();
    Map<String, PageBody> large = new TreeMap<>();
    for (PageBody body : all) {
      boolean isSmall = body.stored().length() <= Body.LARGEST_IN_MEMORY;
      (isSmall ? small : large).putIfAbsent(HexFormat.of().formatHex(body.sha256()), body);
    }
    if (!small.isEmpty()) {
      storeSmall(connection, small.values());
    }
    large.values().forEach(body -> storeLarge(connection, body));
  }

  private static void storeSmall(Connection connection, Collection<PageBody> bodies) {
    Sql.update(
        connection,
        "INSERT INTO content (sha256, encoding, body) SELECT * FROM unnest(?, ?, ?) ON CONFLICT DO NOTHING",
        bodies.stream().map(PageBody::sha256).toArray(byte[][]::new),
        bodies.stream().map(body -> body.gzip() ? "gzip" : null).toArray(String[]::new),
        bodies.stream().map(body -> body.stored().bytes()).toArray(byte[][]::new));
  }

  private static void storeLarge(Connection connection, PageBody body) {
    try (InputStream stored = body.stored().open()) {
      Sql.update(
          connection,
          "INSERT INTO content (sha256, encoding, body) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
          body.sha256(),
          body.gzip() ? "gzip" : null,
          new Sql.Bytes(stored, Math.toIntExact(body.stored().length())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
