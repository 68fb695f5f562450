package dev.trawl.frontier;

import dev.trawl.cookie.Cookie;
import dev.trawl.cookie.Domains;
import dev.trawl.database.Sql;
import dev.trawl.host.QueueKey;
import dev.trawl.url.CrawlUrl;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Cookies that may belong to what is leased in a round.
 *
 * @param byJob in the order in which they are sent
 */
record CookieJars(Map<Integer, List<Cookie>> byJob) {
  private static final CookieJars NONE = new CookieJars(Map.of());

  /** Hardly a server takes as much of a head, and a task has up to four of them. */
  private static final int LONGEST = 32_768;

  private record Place(int job, String domain) {}

  private record OfJob(int job, Cookie cookie) {}

  /** Asks the database only where a job that keeps cookies is among them. */
  static CookieJars read(
      Connection connection, Map<Integer, JobContext> jobs, Map<QueueKey, List<Picked>> picked) {
    Set<Place> places = places(jobs, picked);
    if (places.isEmpty()) {
      return NONE;
    }
    return new CookieJars(
        Sql.query(
                connection,
                """
                SELECT c.* FROM job_cookie c JOIN unnest(?, ?) AS w (job, domain) USING (job, domain)
                WHERE c.expires > now() ORDER BY length(c.path) DESC, c.created, c.name
                """,
                row -> new OfJob(row.getInt("job"), cookie(row)),
                places.stream().map(Place::job).toArray(Integer[]::new),
                places.stream().map(Place::domain).toArray(String[]::new))
            .stream()
            .collect(
                Collectors.groupingBy(
                    OfJob::job, Collectors.mapping(OfJob::cookie, Collectors.toList()))));
  }

  private static Set<Place> places(
      Map<Integer, JobContext> jobs, Map<QueueKey, List<Picked>> picked) {
    Set<Place> places = new LinkedHashSet<>();
    picked.forEach(
        (queue, urls) -> {
          JobContext job = jobs.get(queue.job());
          if (job != null && job.keepsCookies()) {
            // All URLs of a queue have one host.
            urls.stream()
                .limit(1)
                .flatMap(url -> CrawlUrl.parse(url.url()).stream())
                .flatMap(url -> Domains.of(url.host()).stream())
                .forEach(domain -> places.add(new Place(job.num(), domain)));
          }
        });
    return places;
  }

  private static Cookie cookie(ResultSet row) throws SQLException {
    return new Cookie(
        row.getString("name"),
        row.getString("value"),
        row.getString("domain"),
        row.getBoolean("host_only"),
        row.getString("path"),
        row.getBoolean("secure"),
        Sql.instant(row, "expires").filter(time -> time.isBefore(Instant.MAX)));
  }

  /**
   * The header fields of single URLs with the one that a request carries because of them, if any
   * (RFC 6265 section 5.4).
   *
   * @param others by the URL's id
   */
  Map<UUID, Map<String, String>> addTo(
      Map<UUID, Map<String, String>> others, Collection<List<Picked>> picked) {
    if (byJob.isEmpty()) {
      return others;
    }
    Map<UUID, Map<String, String>> all = new HashMap<>(others);
    picked.stream()
        .flatMap(List::stream)
        .forEach(
            url ->
                field(url)
                    .ifPresent(
                        field -> all.merge(url.id(), Map.of("Cookie", field), CookieJars::both)));
    return all;
  }

  private static Map<String, String> both(Map<String, String> one, Map<String, String> other) {
    Map<String, String> both = new HashMap<>(one);
    both.putAll(other);
    return both;
  }

  private Optional<String> field(Picked url) {
    List<Cookie> cookies = byJob.getOrDefault(url.queue().job(), List.of());
    if (cookies.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder field = new StringBuilder();
    CrawlUrl.parse(url.url())
        .ifPresent(
            parsed ->
                cookies.stream()
                    .filter(cookie -> cookie.belongsTo(parsed))
                    .forEach(cookie -> add(field, cookie)));
    return Optional.of(field.toString()).filter(text -> !text.isEmpty());
  }

  private static void add(StringBuilder field, Cookie cookie) {
    String pair = (field.isEmpty() ? "" : "; ") + cookie.name() + "=" + cookie.value();
    if (field.length() + pair.length() <= LONGEST) {
      field.append(pair);
    }
  }
}
