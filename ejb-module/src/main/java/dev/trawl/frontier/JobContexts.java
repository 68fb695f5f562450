package dev.trawl.frontier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.trawl.database.Sql;
import dev.trawl.job.JobRequest;
import dev.trawl.job.JobRequestReader;
import dev.trawl.job.JobState;
import dev.trawl.scope.Scope;
import dev.trawl.url.CrawlUrl;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Jobs with their scopes built. These are kept until a redirecting seed widens the scope, the job
 * is changed, or an area is shut.
 */
@ApplicationScoped
public class JobContexts {
  private record Key(int num, int version) {}

  private record Built(
      JobRequest request, Scope scope, ShutAreas shutAreas, Optional<Integer> revisits) {}

  private final Cache<Key, Built> built = Caffeine.newBuilder().maximumSize(200).build();
  private final Cache<UUID, Integer> numbers = Caffeine.newBuilder().maximumSize(10_000).build();

  /**
   * The jobs of those numbers, as they are now. They are locked against {@link Frontier#widen} and
   * {@link JobChange} and {@link TrapShutting#judge}, so that nobody goes on to judge by what is
   * being changed; changes of state are not kept out.
   */
  public Map<Integer, JobContext> read(Connection connection, Collection<Integer> nums) {
    return Sql.query(
            connection,
            "SELECT num, id, state, deleted, scope_version FROM job WHERE num = ANY(?) ORDER BY num FOR KEY SHARE",
            row -> context(connection, row),
            (Object) nums.toArray(Integer[]::new))
        .stream()
        .collect(Collectors.toMap(JobContext::num, Function.identity()));
  }

  /** The job of that id, as it is now; empty if there is none. */
  public Optional<JobContext> read(Connection connection, UUID id) {
    Integer num = numbers.getIfPresent(id);
    if (num == null) {
      num =
          Sql.first(connection, "SELECT num FROM job WHERE id = ?", row -> row.getInt(1), id)
              .orElse(-1);
      numbers.put(id, num);
    }
    return Optional.ofNullable(read(connection, List.of(num)).get(num));
  }

  /**
   * The job with what this very transaction has changed. It is not kept: should the transaction be
   * rolled back, another one's scope gets the same version.
   */
  JobContext readUncommitted(Connection connection, int num) {
    return Sql.query(
            connection,
            "SELECT num, id, state, deleted, scope_version FROM job WHERE num = ?",
            row -> context(row, build(connection, num)),
            num)
        .get(0);
  }

  private JobContext context(Connection connection, ResultSet row) throws SQLException {
    Key key = new Key(row.getInt("num"), row.getInt("scope_version"));
    return context(row, built.get(key, wanted -> build(connection, wanted.num())));
  }

  private static JobContext context(ResultSet row, Built parts) throws SQLException {
    return new JobContext(
        row.getInt("num"),
        row.getObject("id", UUID.class),
        JobState.valueOf(row.getString("state")),
        row.getBoolean("deleted"),
        parts.request(),
        parts.scope(),
        row.getInt("scope_version"),
        parts.shutAreas(),
        parts.revisits());
  }

  private static Built build(Connection connection, int num) {
    String text =
        Sql.first(connection, "SELECT request FROM job WHERE num = ?", row -> row.getString(1), num)
            .orElseThrow();
    List<CrawlUrl> widened =
        Sql.query(
                connection, "SELECT url FROM job_scope WHERE job = ?", row -> row.getString(1), num)
            .stream()
            .flatMap(url -> CrawlUrl.parse(url).stream())
            .toList();
    JobRequest request = JobRequestReader.read(text);
    return new Built(
        request,
        Scope.of(request.scope(), request.seeds(), widened),
        ShutAreas.read(connection, num),
        Conditions.earlierJob(connection, request));
  }
}
