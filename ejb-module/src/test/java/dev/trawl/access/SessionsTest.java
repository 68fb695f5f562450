package dev.trawl.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trawl.config.TrawlConfig;
import dev.trawl.database.Schema;
import dev.trawl.database.Sql;
import dev.trawl.database.SqlFailure;
import dev.trawl.database.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In one transaction, so that no time passes by the database's clock. */
@Timeout(60)
class SessionsTest {
  private static final String TOKEN = "the administrator's";

  private final Connection connection;
  private final Sessions sessions;

  SessionsTest() throws SQLException {
    connection = TestDatabase.connect();
    sessions = node(TOKEN);
  }

  @BeforeEach
  void clear() throws SQLException {
    TestDatabase.clear();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  /** A node that was started with that token. */
  @SuppressWarnings("UnnecessaryAssignment") // no container injects here
  private Sessions node(String token) {
    Sessions node = new Sessions();
    node.em = TestDatabase.entityManager(connection);
    node.token = new AdminToken();
    node.token.schema = new Schema();
    node.token.em = node.em;
    node.token.config = TrawlConfig.of(Map.of("TRAWL_ADMIN_TOKEN", token));
    node.token.load();
    return node;
  }

  private String begin() {
    return sessions.begin(TOKEN).orElseThrow();
  }

  private void used(String ago) {
    Sql.update(connection, "UPDATE browser_session SET used = now() - ?::interval", ago);
  }

  private Duration sinceUse() {
    return Duration.ofSeconds(
        TestDatabase.number(
            connection, "SELECT extract(epoch FROM now() - used) FROM browser_session"));
  }

  private Instant now() {
    return Sql.query(connection, "SELECT now() AS at", row -> Sql.instant(row, "at"))
        .get(0)
        .orElseThrow();
  }

  private long rows() {
    return TestDatabase.number(connection, "SELECT count(*) FROM browser_session");
  }

  @Test
  void whoKnowsTheTokenGetsASessionThatEveryNodeKnows() {
    String id = begin();
    assertThat(id).matches("[A-Za-z0-9_-]{43}").isNotEqualTo(begin());
    Session session = node(TOKEN).use(id).orElseThrow();
    assertThat(session.created()).isEqualTo(now());
    assertThat(session.expires()).isEqualTo(now().plus(Sessions.IDLE));
  }

  @Test
  void whoDoesNotKnowTheTokenGetsNone() {
    assertThat(sessions.begin("another")).isEmpty();
    assertThat(sessions.begin("")).isEmpty();
    assertThat(rows()).isZero();
  }

  @Test
  void theDatabaseHasOnlyDigests() {
    String id = begin();
    List<String> row =
        Sql.query(
            connection, "SELECT * FROM browser_session", r -> r.getString(1) + r.getString(2));
    assertThat(row.toString()).doesNotContain(id).doesNotContain(TOKEN);
    assertThat(
            TestDatabase.number(
                connection,
                "SELECT count(*) FROM browser_session WHERE id = ? AND length(bound) = 32 AND bound <> ? AND bound <> id",
                Secret.sha256(id),
                Secret.sha256(TOKEN)))
        .isEqualTo(1);
  }

  @Test
  void aSessionEndsTwelveHoursAfterItsLastUse() {
    String id = begin();
    used("12 hours");
    assertThat(sessions.use(id)).isEmpty();
    used("11:59:59");
    assertThat(sessions.use(id)).isPresent();
    assertThat(sinceUse()).as("it lasts another twelve hours").isZero();
  }

  @Test
  void aUseIsNotedOnceAMinuteAtTheMost() {
    String id = begin();
    used("60 s");
    Session session = sessions.use(id).orElseThrow();
    assertThat(sinceUse()).isEqualTo(Duration.ofSeconds(60));
    assertThat(session.expires()).isEqualTo(now().minusSeconds(60).plus(Sessions.IDLE));
    used("61 s");
    assertThat(sessions.use(id).orElseThrow().expires()).isEqualTo(now().plus(Sessions.IDLE));
    assertThat(sinceUse()).isZero();
  }

  @Test
  void oneThatIsSignedOutIsNoneAnyMore() {
    String id = begin();
    String other = begin();
    sessions.end(id);
    sessions.end("never begun");
    assertThat(sessions.use(id)).isEmpty();
    assertThat(sessions.use(other)).isPresent();
  }

  @Test
  void anotherTokenEndsAllSessions() {
    String id = begin();
    assertThat(node("another").use(id)).isEmpty();
  }

  @Test
  void whoCanWriteTheTableNeedsTheTokenTooToMakeASession() {
    String mine = "m".repeat(43);
    Sql.update(
        connection,
        "INSERT INTO browser_session (id, bound) VALUES (?, ?)",
        Secret.sha256(mine),
        Secret.sha256(mine));
    assertThat(sessions.use(mine)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\0", "ä", "\ud800", "'"})
  void whatIsNoIdIsTheIdOfNothing(String id) {
    begin();
    assertThat(sessions.use(id)).isEmpty();
    assertThat(sessions.use(id + "x".repeat(100_000))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "aaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaa",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n"
      })
  void andCostsNoQuery(String id) throws SQLException {
    String possible = begin();
    connection.close();
    assertThat(sessions.use(id)).isEmpty();
    assertThatThrownBy(() -> sessions.use(possible))
        .as("what may be one does")
        .isInstanceOf(SqlFailure.class);
  }

  @Test
  void sessionsThatHaveEndedAreRemovedAndOthersAreNot() {
    begin();
    used("12 hours");
    String id = begin();
    sessions.removeEnded();
    assertThat(rows()).isEqualTo(1);
    assertThat(sessions.use(id)).isPresent();
  }
}
