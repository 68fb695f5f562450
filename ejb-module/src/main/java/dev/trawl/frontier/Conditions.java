package dev.trawl.frontier;

import dev.trawl.database.Sql;
import dev.trawl.http.RequestFields;
import dev.trawl.job.Content;
import dev.trawl.job.JobRequest;
import dev.trawl.url.UrlId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Under which conditions a job that repeats another requests what that has fetched (RFC 9110,
 * section 13.1): only if it is not the page any more that the earlier job has.
 */
public final class Conditions {
  /**
   * What of table {@code page}, as {@code p}, of the earlier job, as {@code j}, can stand in for an
   * answer of 304, so that it may be asked for.
   */
  public static final String STANDS_IN =
      """
      NOT j.deleted AND p.status IN (200, 304) AND p.error IS NULL
      AND coalesce(p.sha256, p.digest) IS NOT NULL
      AND (p.etag IS NOT NULL OR p.last_modified IS NOT NULL)
      """;

  private static final String IF_NONE_MATCH = "If-None-Match";
  private static final String IF_MODIFIED_SINCE = "If-Modified-Since";

  private Conditions() {}

  private record Condition(UUID url, Map<String, String> fields) {}

  /**
   * The number of the job that is repeated. None where the job sends conditions of its own, since
   * it is these that a 304 answers then; nor where it obeys tags for robots which the earlier did
   * not: what these forbid is not known of the earlier one's pages; nor where the earlier kept
   * other bodies, or took no text where this one does: a 304 brings neither.
   */
  static Optional<Integer> earlierJob(Connection connection, JobRequest request) {
    boolean hasItsOwn =
        request.fetch().headers().keySet().stream()
            .anyMatch(
                name ->
                    name.equalsIgnoreCase(IF_NONE_MATCH)
                        || name.equalsIgnoreCase(IF_MODIFIED_SINCE));
    return request
        .revisit()
        .filter(id -> !hasItsOwn)
        .flatMap(id -> earlierJob(connection, id, request));
  }

  private static Optional<Integer> earlierJob(Connection connection, UUID id, JobRequest request) {
    Content content = request.content();
    return Sql.first(
        connection,
        """
        SELECT num FROM job
        WHERE id = ? AND (NOT ? OR coalesce(request::jsonb #>> '{politeness,robotsTags}', 'obey') = 'obey')
          AND (request::jsonb #> '{content,keep}' IS NULL OR request::jsonb #> '{content,keep}' = to_jsonb(?::text[]))
          AND (NOT ? OR request::jsonb @> '{"content": {"text": true}}')
        """,
        row -> row.getInt(1),
        id,
        request.politeness().obeyTags(),
        content.keep().map(ranges -> ranges.toArray(String[]::new)).orElse(null),
        content.text());
  }

  /** The header fields of those URLs that have a condition. */
  static Map<UUID, Map<String, String>> of(
      Connection connection, Map<Integer, JobContext> jobs, Collection<List<Picked>> picked) {
    if (jobs.values().stream().allMatch(job -> job.revisits().isEmpty())) {
      return Map.of();
    }
    Map<UUID, UUID> earlier = new HashMap<>();
    for (JobContext job : jobs.values()) {
      job.revisits()
          .ifPresent(
              num ->
                  fresh(job, picked)
                      .forEach(url -> earlier.put(url.id(), UrlId.inJob(num, url.id()))));
    }
    Map<UUID, Map<String, String>> conditions = new HashMap<>();
    find(connection, earlier).forEach(one -> conditions.put(one.url(), one.fields()));
    return conditions;
  }

  private static Stream<Picked> fresh(JobContext job, Collection<List<Picked>> picked) {
    return picked.stream()
        .flatMap(List::stream)
        .filter(url -> url.queue().job() == job.num() && url.isFresh());
  }

  private static List<Condition> find(Connection connection, Map<UUID, UUID> earlier) {
    List<UUID> urls = List.copyOf(earlier.keySet());
    return urls.isEmpty()
        ? List.of()
        : Sql.query(
            connection,
            """
            SELECT n.id, p.etag, p.last_modified
            FROM unnest(?, ?) AS n (id, earlier) JOIN page p ON p.id = n.earlier JOIN job j ON j.num = p.job
            WHERE
            """
                + STANDS_IN,
            Conditions::condition,
            urls.toArray(UUID[]::new),
            urls.stream().map(earlier::get).toArray(UUID[]::new));
  }

  private static Condition condition(ResultSet row) throws SQLException {
    Map<String, String> fields = new HashMap<>();
    put(fields, IF_NONE_MATCH, Optional.ofNullable(row.getString("etag")));
    put(fields, IF_MODIFIED_SINCE, Optional.ofNullable(row.getString("last_modified")));
    return new Condition(row.getObject("id", UUID.class), fields);
  }

  /** As the server said it, be it malformed; but nothing that would break the request. */
  private static void put(Map<String, String> fields, String name, Optional<String> value) {
    value
        .filter(text -> RequestFields.problem(name, text).isEmpty())
        .ifPresent(text -> fields.put(name, text));
  }
}
