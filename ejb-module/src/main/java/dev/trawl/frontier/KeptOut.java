package dev.trawl.frontier;

import dev.trawl.database.Sql;
import dev.trawl.scope.Within;
import dev.trawl.url.CrawlUrl;
import dev.trawl.url.UrlId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * URLs that rules have kept out, looked at again because a scope has become wider: some thousand at
 * a time, since there may be many more of them than a job has pages.
 *
 * @param rules that have kept them out
 * @param traces of which they have one in them; empty where all are to be looked at
 */
record KeptOut(List<String> rules, List<String> traces) {
  static final int A_ROUND = 5_000;

  private record Row(UUID id, Optional<Candidate> candidate) {}

  static KeptOut by(String... rules) {
    return new KeptOut(List.of(rules), List.of());
  }

  /** By {@code within}, of which only what is near these seeds may be let in now. */
  static KeptOut near(Within within, Collection<CrawlUrl> seeds) {
    return new KeptOut(List.of("within"), seeds.stream().map(within::trace).distinct().toList());
  }

  /** Hands on those that the scope has nothing against any more. */
  void offer(Connection connection, JobContext job, Consumer<List<Candidate>> taker) {
    UUID from = UrlId.first(job.num());
    List<Row> round;
    do {
      round = round(connection, job, from);
      List<Candidate> accepted =
          round.stream()
              .flatMap(row -> row.candidate().stream())
              .filter(candidate -> candidate.rule().isEmpty())
              .toList();
      if (!accepted.isEmpty()) {
        taker.accept(accepted);
      }
      from = round.isEmpty() ? from : round.get(round.size() - 1).id();
    } while (round.size() == A_ROUND);
  }

  private List<Row> round(Connection connection, JobContext job, UUID after) {
    return Sql.query(
        connection,
        """
        SELECT id, url, depth, hops, referrer FROM url
        WHERE id > ? AND id <= ? AND excluded = ANY(?)
          AND (? OR EXISTS (SELECT FROM unnest(?) AS t (trace) WHERE strpos(url, t.trace) > 0))
        ORDER BY id LIMIT ?
        """,
        row -> new Row(row.getObject("id", UUID.class), candidate(job, row)),
        after,
        UrlId.last(job.num()),
        rules.toArray(String[]::new),
        traces.isEmpty(),
        traces.toArray(String[]::new),
        A_ROUND);
  }

  private static Optional<Candidate> candidate(JobContext job, ResultSet row) throws SQLException {
    Optional<CrawlUrl> url = CrawlUrl.parse(row.getString("url"));
    Optional<UUID> referrer = Optional.ofNullable(row.getObject("referrer", UUID.class));
    int depth = row.getInt("depth");
    int hops = row.getInt("hops");
    return url.map(parsed -> Frontier.candidate(job, parsed, depth, hops, referrer));
  }
}
