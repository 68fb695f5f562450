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
 * they began. A redirect leads to where it is followed to ({@link Link#target}), which its line
 * does not say.
 */
final class RedirectLoops {
  private final Connection connection;
  private final Map<UUID, Processed> batch;

  RedirectLoops(Connection connection, Map<UUID, Processed> batch) {
    this.connection = connection;
    this.batch = batch;
  }

  boolean leadBack(Processed redirect, CrawlUrl target) {
    CrawlUrl from = redirect.url();
    Optional<CrawlUrl> location = Optional.of(target);
    for (int hop = 0; hop <= Judge.MAX_HOPS && location.isPresent(); hop++) {
      from = Link.target(redirect.job(), from, location.get());
      if (from.equals(redirect.url())) {
        return true;
      }
      location = location(UrlId.of(redirect.job().num(), from));
    }
    return false;
  }

  private Optional<CrawlUrl> location(UUID id) {
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
