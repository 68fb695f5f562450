package dev.trawl.page;

import dev.trawl.database.Sql;
import dev.trawl.database.Texts;
import dev.trawl.frontier.Verdict;
import dev.trawl.message.FetchOutcome.Failure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Requests after which a URL was tried again; its last one is its page. */
final class EarlierAttempts {
  private EarlierAttempts() {}

  /** Keeps those that are among the results. Their URLs are locked. */
  static void keep(Connection connection, List<Judged> judged) {
    List<Judged> again = judged.stream().filter(EarlierAttempts::isRequestedAgain).toList();
    if (again.isEmpty()) {
      return;
    }
    // Numbered by what is there: a request whose result was a dead letter has left none.
    Sql.update(
        connection,
        """
        INSERT INTO attempt (id, attempt, at, node, status, error, detail, duration_ms)
        SELECT t.id, (SELECT count(*) FROM attempt a WHERE a.id = t.id), t.at::timestamptz, t.node, t.status,
               t.error, t.detail, t.duration_ms
        FROM unnest(?, ?, ?, ?, ?, ?, ?) AS t (id, at, node, status, error, detail, duration_ms)
        """,
        again.stream().map(one -> one.url().id()).toArray(UUID[]::new),
        again.stream()
            .map(one -> one.processed().result().fetchedAt().toString())
            .toArray(String[]::new),
        again.stream().map(one -> one.processed().result().node()).toArray(String[]::new),
        again.stream().map(one -> one.processed().status().orElse(null)).toArray(Integer[]::new),
        again.stream().map(one -> ofFailure(one, Failure::error)).toArray(String[]::new),
        again.stream().map(one -> ofFailure(one, Failure::detail)).toArray(String[]::new),
        again.stream()
            .map(one -> one.processed().result().duration().toMillis())
            .toArray(Long[]::new));
  }

  private static boolean isRequestedAgain(Judged one) {
    return one.verdict() instanceof Verdict.Again again && again.requested();
  }

  private static @Nullable String ofFailure(Judged one, Function<Failure, String> part) {
    return one.processed().result().outcome() instanceof Failure failure
        ? Texts.clean(part.apply(failure))
        : null;
  }

  /** Those of a URL, in their order. */
  static List<Why.Attempt> of(Connection connection, UUID id) {
    return Sql.query(
        connection,
        """
        SELECT at, node, status, error, detail, duration_ms FROM attempt WHERE id = ? ORDER BY attempt
        """,
        EarlierAttempts::attempt,
        id);
  }

  private static Why.Attempt attempt(ResultSet row) throws SQLException {
    return new Why.Attempt(
        Sql.instant(row, "at").orElseThrow(),
        row.getString("node"),
        Optional.ofNullable(row.getObject("status", Integer.class)),
        Optional.ofNullable(row.getString("error")),
        Optional.ofNullable(row.getString("detail")),
        row.getLong("duration_ms"));
  }
}
