package dev.trawl.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.database.Sql;
import dev.trawl.database.TestDatabase;
import dev.trawl.robots.RobotsFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is kept of a host's robots.txt, and until when it is used. */
@Timeout(60)
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class RobotsStoreTest {
  private static final String ORIGIN = "http://a.example";
  private static final RobotsFile FILE =
      new RobotsFile(200, "text/plain", "User-agent: *\nDisallow: /x\n".getBytes(UTF_8), true);

  private final Connection connection;
  private final HostTables tables;
  private final RobotsStore store = new RobotsStore();
  private long host;

  RobotsStoreTest() throws SQLException {
    connection = TestDatabase.connect();
    tables = new HostTables(connection);
    store.em = TestDatabase.entityManager(connection);
    store.queues = tables.queues;
  }

  @BeforeEach
  void clear() throws SQLException {
    TestDatabase.clear();
    host = tables.host(ORIGIN);
    tables.update("UPDATE host SET robots_until = '-infinity'");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private void save(RobotsFile file) {
    store.save(ORIGIN, file, Optional.empty(), List.of());
  }

  private List<String> sitemaps() {
    return Sql.query(connection, "SELECT unnest(sitemaps) FROM robots", row -> row.getString(1));
  }

  @Test
  void whatNobodyAskedForIsNotThere() {
    assertThat(store.find(ORIGIN)).isEmpty();
    assertThat(store.find("http://b.example")).isEmpty();
  }

  @Test
  void aFileIsFoundAsItWasAnswered() {
    save(FILE);
    RobotsFile found = store.find(ORIGIN).orElseThrow();
    assertThat(found.status()).isEqualTo(200);
    assertThat(found.contentType()).isEqualTo("text/plain");
    assertThat(found.content()).isEqualTo(FILE.content());
    assertThat(found.isCut()).isTrue();
  }

  @Test
  void aHostWithoutAFileIsRememberedToo() {
    save(new RobotsFile(404, "", new byte[0], false));
    assertThat(store.find(ORIGIN)).get().extracting(RobotsFile::status).isEqualTo(404);
  }

  @Test
  void itIsUsedForADayAndNoLonger() {
    save(FILE);
    assertThat(tables.number("SELECT extract(epoch FROM robots_until - now()) FROM host"))
        .isEqualTo(Duration.ofHours(24).toSeconds());
    tables.update("UPDATE host SET robots_until = robots_until - interval '23:59:59'");
    assertThat(store.find(ORIGIN)).isPresent();
    tables.update("UPDATE host SET robots_until = robots_until - interval '1 s'");
    assertThat(store.find(ORIGIN)).isEmpty();
  }

  @Test
  void aLaterAnswerTakesItsPlaceWithAllThatItSays() {
    store.save(ORIGIN, FILE, Optional.of(Duration.ofSeconds(7)), List.of("http://a.example/1"));
    assertThat(tables.ofHost("crawl_delay_ms", host)).isEqualTo("7000");
    assertThat(sitemaps()).containsExactly("http://a.example/1");
    tables.update("UPDATE robots SET fetched_at = '-infinity'");
    save(new RobotsFile(404, "", new byte[0], false));
    assertThat(store.find(ORIGIN)).get().extracting(RobotsFile::status).isEqualTo(404);
    assertThat(tables.ofHost("crawl_delay_ms", host)).isEqualTo("0");
    assertThat(sitemaps()).isEmpty();
    assertThat(tables.number("SELECT count(*) FROM robots WHERE fetched_at = now()")).isEqualTo(1);
  }

  @Test
  void anAnswerEndsTheCountOfThoseInVain() {
    QueueKey queue = new QueueKey(1, host);
    tables.arrive(queue, new Manners(Duration.ZERO, 1, true));
    tables.update("UPDATE host_queue SET asked = 3");
    save(FILE);
    assertThat(tables.ofQueue("asked", queue)).isEqualTo("0");
  }

  /** It was shown for ever: pages that come as they should take back only what pages did. */
  @Test
  void anAnswerTakesTheTroubleWithRobotsTxtBack() {
    tables.update("UPDATE host SET trouble = 'refused: nobody listens'");
    save(FILE);
    assertThat(tables.ofHost("trouble", host)).isEqualTo("none");
  }

  @Test
  void failuresOfPagesStayAsTheyAre() {
    tables.update("UPDATE host SET trouble = 'status 503', failures = 3");
    save(FILE);
    assertThat(tables.ofHost("trouble", host)).isEqualTo("status 503");
    assertThat(tables.ofHost("failures", host)).isEqualTo("3");
  }

  @Test
  void whatADatabaseCannotKeepIsNoReasonToFail() {
    store.save(
        ORIGIN, FILE, Optional.empty(), List.of("http://a.example/\0", "http://a.example/2"));
    assertThat(sitemaps()).hasSize(2).contains("http://a.example/2");
  }

  /** They were cut, and what was left was asked for. */
  @Test
  void whatIsTooLongForAUrlIsDroppedAndNotCut() {
    String longest = "http://a.example/" + "x".repeat(8_175);
    store.save(ORIGIN, FILE, Optional.empty(), List.of(longest + "x", longest));
    assertThat(sitemaps()).containsExactly(longest);
  }

  @Test
  void ofAHostThatNoJobKnowsNothingIsKept() {
    store.save("http://b.example", FILE, Optional.empty(), List.of());
    assertThat(tables.number("SELECT count(*) FROM robots")).isZero();
    assertThat(tables.number("SELECT count(*) FROM host")).isEqualTo(1);
  }
}
