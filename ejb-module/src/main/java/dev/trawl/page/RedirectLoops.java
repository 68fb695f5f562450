package dev.trawl.page;

import dev.trawl.database.Sql;
import dev.trawl.url.CrawlUrl;
import dev.trawl.url.UrlId;
import java.sql.Connection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Follows redirects that are known, in this batch or stored, to see whether they lead back to where
 * they began.
 */
final class RedirectLoops {
  private final Connection connection;
  private final Map<UUID, Processed> batch;

  RedirectLoops(Connection connection, Map<UUID, Processed> batch) {
    this.connection = connection;
    this.batch = batch;
  }

  boolean leadBack(Processed redirect, CrawlUrl target) {
    Optional<CrawlUrl> next = Optional.of(target);
    for (int hop = 0; hop <= Judge.MAX_HOPS && next.isPresent(); hop++) {
      if (next.get().equals(redirect.url())) {
        return true;
      }
      next = next(UrlId.of(redirect.job().num(), next.get()));
    }
    return false;
  }

  private Optional<CrawlUrl> next(UUID id) {
    Processed here = batch.get(id);
    if (here != null) {
      return here.target();
    }
    return Sql.first(
            connection,
            "SELECT coalesce(location, '') FROM page WHERE id = ? AND status BETWEEN 300 AND 399",
            row -> row.getString(1),
            id)
        .flatMap(CrawlUrl::parse);
  }
}
