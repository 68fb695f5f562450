package dev.trawl.job;

import dev.trawl.database.Sql;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * Jobs to be shown, with as many of their seeds as are wanted: a request may have 8 MiB, of which
 * nearly all are seeds, and a list of jobs is asked for every few seconds.
 */
@Stateless
public class JobSummaries {
  /** The most seeds that may be wanted. */
  public static final int MOST_SEEDS = JobRequestReader.MAX_SEEDS;

  private static final String WHOLE = "SELECT * FROM job WHERE %s";

  /**
   * Cut in the database, so that what is not wanted never gets here. By json, which keeps the order
   * of the fields, and the seeds alone by jsonb, which is read once (OFFSET 0 keeps the planner
   * from writing the cast in both places). Neither can hold the character 0, which a pattern of the
   * scope may have.
   */
  private static final String FIRST_SEEDS =
      """
      SELECT j.num, j.id, j.state, j.reason, j.created, j.started, j.finished, r.request, r.seed_count
      FROM (SELECT * FROM job WHERE %s) j CROSS JOIN LATERAL (
        SELECT coalesce(json_object_agg(f.key, CASE f.key WHEN 'seeds'
                 THEN jsonb_path_query_array(s.seeds, '$[0 to $end]', jsonb_build_object('end', ?::integer))::json
                 ELSE f.value END ORDER BY f.n)::text, '{}') AS request,
               coalesce(max(jsonb_array_length(s.seeds)), 0) AS seed_count
        FROM json_each(replace(j.request, '\\u0000', '\\ufffd')::json) WITH ORDINALITY AS f (key, value, n)
        CROSS JOIN LATERAL (SELECT CASE f.key WHEN 'seeds' THEN f.value::jsonb END AS seeds OFFSET 0) s) r
      ORDER BY j.num DESC
      """;

  @PersistenceContext EntityManager em;

  /**
   * Jobs, newest first.
   *
   * @param before only jobs whose number is less
   * @param limit the most of them, from 1
   * @param seeds the most seeds of each, from 0; all of them if empty
   */
  public List<JobSummary> list(int before, int limit, OptionalInt seeds) {
    return query("num < ? AND NOT deleted ORDER BY num DESC LIMIT ?", seeds, before, limit);
  }

  /**
   * The job of that id, unless it was deleted.
   *
   * @param seeds the most of its seeds, from 0; all of them if empty
   */
  public Optional<JobSummary> find(UUID id, OptionalInt seeds) {
    return query("id = ? AND NOT deleted", seeds, id).stream().findFirst();
  }

  private List<JobSummary> query(String which, OptionalInt seeds, Object... arguments) {
    Connection connection = em.unwrap(Connection.class);
    if (seeds.isEmpty()) {
      return Sql.query(
          connection, WHOLE.formatted(which), row -> summary(row, OptionalInt.empty()), arguments);
    }
    Object[] all = Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = seeds.getAsInt() - 1;
    return Sql.query(
        connection,
        FIRST_SEEDS.formatted(which),
        row -> summary(row, OptionalInt.of(row.getInt("seed_count"))),
        all);
  }

  private static JobSummary summary(ResultSet row, OptionalInt seedCount) throws SQLException {
    return new JobSummary(
        row.getInt("num"),
        row.getObject("id", UUID.class),
        Sealed.read(row.getString("request")),
        seedCount,
        JobState.valueOf(row.getString("state")),
        Optional.ofNullable(row.getString("reason")),
        Sql.instant(row, "created").orElseThrow(),
        Sql.instant(row, "started"),
        Sql.instant(row, "finished"));
  }
}
