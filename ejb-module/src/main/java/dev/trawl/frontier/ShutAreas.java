package dev.trawl.frontier;

import dev.trawl.database.Sql;
import dev.trawl.scope.Area;
import dev.trawl.url.CrawlUrl;
import java.sql.Connection;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Parts of sites that a job has found to be without end, and takes nothing more of. Immutable. */
public final class ShutAreas {
  /** The rule of an area in which each page leads to more of it. */
  public static final String ENDLESS = "endless";

  /** The same for a path whose queries have no end. */
  public static final String QUERY_EXPLOSION = "queryExplosion";

  /** Of a job that has found none. */
  public static final ShutAreas NONE = new ShutAreas(Map.of());

  private final Map<Area, Shut> byArea;

  /**
   * An area that was shut.
   *
   * @param rule {@link #ENDLESS} or {@link #QUERY_EXPLOSION}
   * @param at when
   * @param requests pages that had led nowhere else then
   */
  public record Shut(Area area, String rule, Instant at, long requests) {}

  private ShutAreas(Map<Area, Shut> byArea) {
    this.byArea = byArea;
  }

  static ShutAreas read(Connection connection, int job) {
    return new ShutAreas(
        Sql.query(
                connection,
                "SELECT area, rule, shut_at, requests FROM trap_watch WHERE job = ? AND shut_at IS NOT NULL",
                row ->
                    new Shut(
                        new Area(row.getString("area")),
                        row.getString("rule"),
                        Sql.instant(row, "shut_at").orElseThrow(),
                        row.getLong("requests")),
                job)
            .stream()
            .collect(Collectors.toUnmodifiableMap(Shut::area, Function.identity())));
  }

  /** Whether a URL that is kept out by that rule is in a shut area. */
  static boolean isRule(String rule) {
    return rule.equals(ENDLESS) || rule.equals(QUERY_EXPLOSION);
  }

  /** The shut area that the URL is in, if it is in one. */
  public Optional<Shut> of(CrawlUrl url) {
    return byArea.isEmpty()
        ? Optional.empty()
        : Area.of(url).flatMap(area -> Optional.ofNullable(byArea.get(area)));
  }
}
