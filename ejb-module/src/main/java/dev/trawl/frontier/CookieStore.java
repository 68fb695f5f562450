package dev.trawl.frontier;

import dev.trawl.cookie.Cookie;
import dev.trawl.database.Sql;
import java.sql.Connection;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** The SQL that writes cookies of jobs that keep them. */
final class CookieStore {
  static final int A_DOMAIN = 50;
  static final int A_JOB = 3_000;

  private static final String OF_DOMAIN = "job, domain";
  private static final String OF_JOB = "job";

  private record Place(int job, String domain) {}

  private CookieStore() {}

  /**
   * Writes what answers have set, and removes what is over the limits then: what has expired first,
   * then what was set longest ago.
   */
  static void write(Connection connection, SortedMap<CookieChange.Key, CookieChange> changes) {
    if (changes.isEmpty()) {
      return;
    }
    Set<Place> grown = upsert(connection, List.copyOf(changes.keySet()), changes.values());
    if (!grown.isEmpty()) {
      limit(connection, OF_DOMAIN, A_DOMAIN, grown);
      limit(connection, OF_JOB, A_JOB, grown);
    }
  }

  /**
   * One that has expired is kept as such for a while, so that an older answer that is stored after
   * it does not bring it back.
   *
   * @return where there are more now
   */
  private static Set<Place> upsert(
      Connection connection, List<CookieChange.Key> keys, Collection<CookieChange> changes) {
    Set<Place> grown = new LinkedHashSet<>();
    Sql.query(
            connection,
            """
            INSERT INTO job_cookie AS c (job, domain, id, path, name, value, host_only, secure, expires, set_at)
            SELECT job, domain, sha256(convert_to(path || chr(10) || name, 'UTF8')), path, name, value,
              host_only = 1, secure = 1,
              coalesce(to_timestamp(expires / 1000.0), 'infinity'), to_timestamp(set_at / 1000.0)
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
              AS n (job, domain, path, name, value, host_only, secure, expires, set_at)
            ON CONFLICT (job, domain, id) DO UPDATE SET value = EXCLUDED.value, host_only = EXCLUDED.host_only,
              secure = EXCLUDED.secure, expires = EXCLUDED.expires, set_at = EXCLUDED.set_at
            WHERE c.set_at <= EXCLUDED.set_at
            RETURNING job, domain, xmax = 0 AS fresh
            """,
            row ->
                row.getBoolean("fresh")
                    ? Optional.of(new Place(row.getInt("job"), row.getString("domain")))
                    : Optional.<Place>empty(),
            keys.stream().map(CookieChange.Key::job).toArray(Integer[]::new),
            keys.stream().map(CookieChange.Key::domain).toArray(String[]::new),
            texts(changes, Cookie::path),
            texts(changes, Cookie::name),
            texts(changes, Cookie::value),
            flags(changes, Cookie::hostOnly),
            flags(changes, Cookie::secure),
            changes.stream()
                .map(one -> one.cookie().expires().map(Instant::toEpochMilli).orElse(null))
                .toArray(Long[]::new),
            changes.stream().map(one -> one.at().toEpochMilli()).toArray(Long[]::new))
        .forEach(place -> place.ifPresent(grown::add));
    return grown;
  }

  private static String[] texts(Collection<CookieChange> changes, Function<Cookie, String> field) {
    return changes.stream().map(one -> field.apply(one.cookie())).toArray(String[]::new);
  }

  private static Integer[] flags(Collection<CookieChange> changes, Predicate<Cookie> flag) {
    return changes.stream().map(one -> flag.test(one.cookie()) ? 1 : 0).toArray(Integer[]::new);
  }

  /** What another transaction writes meanwhile is left alone, and not waited for. */
  private static void limit(
      Connection connection, String scope, int most, Collection<Place> grown) {
    Sql.update(
        connection,
        """
        DELETE FROM job_cookie WHERE (job, domain, id) IN (
          SELECT c.job, c.domain, c.id FROM job_cookie c JOIN (
            SELECT o.*, row_number() OVER (PARTITION BY %1$s ORDER BY expires > now() DESC, set_at DESC, id) AS place
            FROM job_cookie o WHERE (%1$s) IN (SELECT DISTINCT %1$s FROM unnest(?, ?) AS w (job, domain))) o
            USING (job, domain, id)
          WHERE o.place > ? OR (o.expires <= now() AND o.set_at < now() - interval '1 minute')
          FOR UPDATE OF c SKIP LOCKED)
        """
            .formatted(scope),
        grown.stream().map(Place::job).toArray(Integer[]::new),
        grown.stream().map(Place::domain).toArray(String[]::new),
        most);
  }
}
