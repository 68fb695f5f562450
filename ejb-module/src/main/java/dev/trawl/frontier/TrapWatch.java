package dev.trawl.frontier;

import static java.util.stream.Collectors.groupingBy;

import dev.trawl.database.Sql;
import dev.trawl.scope.Area;
import dev.trawl.scope.Parameters;
import dev.trawl.url.CrawlUrl;
import dev.trawl.url.UrlId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Function;

/**
 * Counts for each area of a site the pages that led to more of it and to nothing else. Only pages
 * that have stayed in an area for some links are counted, so that most crawls write nothing here.
 */
final class TrapWatch {
  private TrapWatch() {}

  static void note(Map<Integer, JobContext> jobs, List<Settled> settled, Changes changes) {
    changes.fresh.stream()
        .filter(one -> one.rule().filter(ShutAreas::isRule).isPresent())
        .forEach(one -> noteExcluded(one, changes));
    List<OpenUrl> inside =
        settled.stream()
            .filter(one -> one.url().stay() > 0 && isRequested(one))
            .map(Settled::url)
            .filter(url -> Objects.requireNonNull(jobs.get(url.queue().job())).avoidsTraps())
            .toList();
    if (!inside.isEmpty()) {
      Map<UUID, List<Candidate>> led =
          changes.fresh.stream()
              .filter(one -> one.rule().isEmpty() && one.referrer().isPresent())
              .collect(groupingBy(one -> one.referrer().orElseThrow()));
      inside.forEach(url -> note(url, led.getOrDefault(url.id(), List.of()), changes));
    }
  }

  private static void noteExcluded(Candidate one, Changes changes) {
    int job = UrlId.jobNumber(one.id());
    Area.of(one.url())
        .ifPresent(area -> changes.add(new AreaKey(job, area.name()), Growth.EXCLUDED));
  }

  private static boolean isRequested(Settled one) {
    return one.verdict().isEnd() && !one.url().sitemap();
  }

  private static void note(OpenUrl page, List<Candidate> led, Changes changes) {
    Optional<CrawlUrl> url = CrawlUrl.parse(page.url());
    Optional<Area> area = url.flatMap(Area::of);
    if (area.isEmpty() || !counts(page, url.get(), area.get())) {
      return;
    }
    boolean growing = led.stream().anyMatch(one -> one.stay() > 0);
    boolean useful = led.stream().anyMatch(one -> one.stay() == 0);
    boolean deep = growing && page.stay() >= Growth.DEEP;
    changes.add(
        new AreaKey(page.queue().job(), area.get().name()),
        new Growth(1, growing ? 1 : 0, deep ? 1 : 0, useful, 0, growing ? page.url() : ""));
  }

  /** Filters of a shop are combined within a few links, so there the second one counts. */
  private static boolean counts(OpenUrl page, CrawlUrl url, Area area) {
    return page.stay() >= Growth.COUNTED || (area.isOfQueries() && Parameters.count(url) > 1);
  }

  /** Adds what was counted, or begins anew where a page was useful. */
  static void write(Connection connection, SortedMap<AreaKey, Growth> growth) {
    if (growth.isEmpty()) {
      return;
    }
    List<AreaKey> ripe =
        Sql.query(
                connection,
                """
                INSERT INTO trap_watch AS w (job, area, requests, growing, deep, useful_at, excluded, example)
                SELECT job, area, requests, growing, deep, CASE WHEN useful THEN now() END, excluded, example
                FROM unnest(?, ?, ?, ?, ?, ?, ?, ?) WITH ORDINALITY
                  AS n (job, area, requests, growing, deep, useful, excluded, example, place) ORDER BY place
                ON CONFLICT (job, area) DO UPDATE SET
                  requests = CASE WHEN w.shut_at IS NOT NULL THEN w.requests
                    WHEN EXCLUDED.useful_at IS NULL THEN w.requests + EXCLUDED.requests ELSE 0 END,
                  growing = CASE WHEN EXCLUDED.useful_at IS NULL THEN w.growing + EXCLUDED.growing ELSE 0 END,
                  deep = CASE WHEN EXCLUDED.useful_at IS NULL THEN w.deep + EXCLUDED.deep ELSE 0 END,
                  useful_at = coalesce(EXCLUDED.useful_at, w.useful_at),
                  example = CASE WHEN w.shut_at IS NULL THEN coalesce(EXCLUDED.example, w.example) ELSE w.example END,
                  excluded = w.excluded + EXCLUDED.excluded
                RETURNING job, area, requests, growing, deep, state
                """,
                TrapWatch::ripe,
                growth.keySet().stream().map(AreaKey::job).toArray(Integer[]::new),
                growth.keySet().stream().map(AreaKey::area).toArray(String[]::new),
                longs(growth.values(), Growth::requests),
                longs(growth.values(), Growth::growing),
                longs(growth.values(), Growth::deep),
                growth.values().stream().map(Growth::useful).toArray(Boolean[]::new),
                longs(growth.values(), Growth::excluded),
                growth.values().stream()
                    .map(one -> one.example().isEmpty() ? null : one.example())
                    .toArray(String[]::new))
            .stream()
            .flatMap(Optional::stream)
            .toList();
    ripe.forEach(
        key ->
            Sql.update(
                connection,
                "UPDATE trap_watch SET state = 'ripe' WHERE job = ? AND area = ?",
                key.job(),
                key.area()));
  }

  private static Optional<AreaKey> ripe(ResultSet row) throws SQLException {
    String area = row.getString("area");
    long requests = row.getLong("requests");
    boolean ripe =
        row.getString("state").equals("watched")
            && requests >= Growth.MOST_REQUESTS
            && (row.getLong("deep") >= Growth.LEAST_DEEP
                || (new Area(area).isOfQueries() && row.getLong("growing") * 2 >= requests));
    return ripe ? Optional.of(new AreaKey(row.getInt("job"), area)) : Optional.empty();
  }

  private static Long[] longs(Collection<Growth> growth, Function<Growth, Long> value) {
    return growth.stream().map(value).toArray(Long[]::new);
  }
}
