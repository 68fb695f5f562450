package dev.trawl.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.database.Part;
import dev.trawl.database.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts as they are shown. */
@Timeout(60)
class HostDirectoryTest {
  private static final String ORIGIN = "http://a.example";

  private final Connection connection;
  private final HostTables tables;
  private final HostDirectory hosts;
  private long a;

  HostDirectoryTest() throws SQLException {
    connection = TestDatabase.connect();
    tables = new HostTables(connection);
    hosts = HostDirectories.on(connection);
  }

  @BeforeEach
  void clear() throws SQLException {
    TestDatabase.clear();
    a = tables.host(ORIGIN);
    tables.update("UPDATE host SET robots_until = '-infinity'");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private HostStatus status() {
    return hosts.find(ORIGIN).orElseThrow();
  }

  private UUID job(int num, boolean deleted) {
    UUID id = UUID.randomUUID();
    tables.update(
        """
        INSERT INTO job (num, id, request, state, created, deleted) OVERRIDING SYSTEM VALUE
        VALUES (?, ?, '{}', 'RUNNING', now(), ?)
        """,
        num,
        id,
        deleted);
    return id;
  }

  private void robots(int status, String content) {
    tables.update(
        """
        INSERT INTO robots (host_id, fetched_at, status, content_type, content, cut)
        VALUES (?, '2026-01-01T00:00:00Z', ?, 'text/plain', ?, false)
        """,
        a,
        status,
        content.getBytes(UTF_8));
  }

  private void robotsUntil(String time) {
    tables.update("UPDATE host SET robots_until = ?::timestamptz WHERE id = ?", time, a);
  }

  @Test
  void ofAHostThatWasNeverAskedNothingIsKnown() {
    assertThat(status())
        .isEqualTo(
            new HostStatus(
                a,
                ORIGIN,
                "ok",
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                Optional.empty(),
                0,
                0,
                Duration.ZERO,
                Optional.empty()));
  }

  @Test
  void aHostThatNoJobHadToDoWithIsNotThere() {
    assertThat(hosts.find("https://a.example")).isEmpty();
    assertThat(hosts.find("http://a.example:8080")).isEmpty();
  }

  @Test
  void theStateSaysWhetherAndWhyAHostIsLeftAlone() {
    tables.update(
        "UPDATE host SET not_before = '2100-01-01T00:00:00Z', failures = 9, trouble = 'status 429'");
    assertThat(status().state()).isEqualTo("waiting");
    assertThat(status().notBefore()).contains(Instant.parse("2100-01-01T00:00:00Z"));
    assertThat(status().trouble()).contains("status 429");
    tables.update("UPDATE host SET failures = 10, rounds = 2");
    assertThat(status().state()).isEqualTo("aside");
    assertThat(status().failures()).isEqualTo(10);
    assertThat(status().rounds()).isEqualTo(2);
    tables.update("UPDATE host SET not_before = now() - interval '1 s'");
    assertThat(status().state()).isEqualTo("ok");
    assertThat(status().notBefore()).isEmpty();
  }

  @Test
  void connectionsAndWaitingUrlsOfAllJobsAreCounted() {
    Manners manners = new Manners(Duration.ZERO, 4, true);
    for (int job = 1; job <= 3; job++) {
      tables.arrive(new QueueKey(job, a), manners);
    }
    tables.arrive(new QueueKey(1, tables.host("http://b.example")), manners);
    tables.lease(new QueueKey(1, a));
    UUID released = tables.lease(new QueueKey(2, a));
    tables.tasks.release(connection, List.of(released));
    assertThat(status().queued()).isEqualTo(3);
    assertThat(status().connections()).isEqualTo(1);
    assertThat(status().lastContact()).isPresent();
  }

  @Test
  void robotsTxtIsShownWhileItIsUsed() {
    robots(200, "User-agent: *\nCrawl-delay: 3\n# ü\n");
    tables.update("UPDATE host SET crawl_delay_ms = 3000");
    robotsUntil("2100-01-01T00:00:00Z");
    assertThat(status().robots())
        .contains(
            new HostStatus.Robots(
                200, Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2100-01-01T00:00:00Z")));
    assertThat(status().crawlDelay()).isEqualTo(Duration.ofSeconds(3));
    robotsUntil("2026-01-02T00:00:00Z");
    assertThat(status().robots()).isEmpty();
    assertThat(hosts.robots(a).orElseThrow()).endsWith("# ü\n");
    assertThat(hosts.robots(a + 1)).isEmpty();
  }

  @Test
  void theNewestHostComesFirstAndAPageAtATime() {
    long b = tables.host("http://b.example");
    long c = tables.host("http://c.example");
    Part<HostStatus> first = hosts.list(Long.MAX_VALUE, false, Optional.empty(), 2);
    assertThat(first.items()).extracting(HostStatus::id).containsExactly(c, b);
    assertThat(first.next()).contains(b);
    Part<HostStatus> last = hosts.list(b, false, Optional.empty(), 1);
    assertThat(last.items()).extracting(HostStatus::id).containsExactly(a);
    assertThat(last.next()).isEmpty();
  }

  private List<String> named(String part, boolean troubled) {
    Part<HostStatus> found = hosts.list(Long.MAX_VALUE, troubled, Optional.of(part), 9);
    assertThat(found.next()).isEmpty();
    return found.items().stream().map(HostStatus::origin).toList();
  }

  @Test
  void aHostIsFoundByAPartOfItsOriginWhateverItsCase() {
    tables.host("https://www.b.example:8443");
    assertThat(named("B.EXAM", false)).containsExactly("https://www.b.example:8443");
    assertThat(named("8443", false)).containsExactly("https://www.b.example:8443");
    assertThat(named("https://www", false)).containsExactly("https://www.b.example:8443");
    assertThat(named(".example", false)).containsExactly("https://www.b.example:8443", ORIGIN);
    assertThat(named(".example", true)).isEmpty();
    tables.update("UPDATE host SET failures = 1 WHERE id = ?", a);
    assertThat(named(".example", true)).containsExactly(ORIGIN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "_", "a_example", "\\", "'", "a.example/", "\0"})
  void whatIsNoPartOfAnyOriginFindsNone(String text) {
    assertThat(named(text, false)).isEmpty();
  }

  @Test
  void ofVeryManyHostsEachCallLooksAtSomeAndAllAreFoundInTheEnd() {
    tables.update(
        "INSERT INTO host (origin) SELECT 'http://h' || n || '.example' FROM generate_series(1, ?) n",
        HostDirectory.WINDOW);
    Part<HostStatus> first = hosts.list(Long.MAX_VALUE, false, Optional.of("a.example"), 9);
    assertThat(first.items()).isEmpty();
    assertThat(hosts.list(Long.MAX_VALUE, true, Optional.empty(), 9)).isEqualTo(first);
    // Of one that comes meanwhile nothing is to be seen.
    tables.host("http://late.a.example");
    Part<HostStatus> second =
        hosts.list(first.next().orElseThrow(), false, Optional.of("a.example"), 9);
    assertThat(second.items()).extracting(HostStatus::id).containsExactly(a);
    assertThat(second.next()).isEmpty();
  }

  @Test
  void thoseInTroubleCanBeSingledOut() {
    long failing = tables.host("http://failing.example");
    long waiting = tables.host("http://waiting.example");
    long refusing = tables.host("http://refusing.example");
    tables.update("UPDATE host SET failures = 1 WHERE id = ?", failing);
    tables.update("UPDATE host SET not_before = now() + interval '1 min' WHERE id = ?", waiting);
    // Its robots.txt was not to be had, which is no failure of a page, and all jobs have given it
    // up.
    tables.update("UPDATE host SET trouble = 'refused: nobody listens' WHERE id = ?", refusing);
    assertThat(hosts.list(Long.MAX_VALUE, true, Optional.empty(), 9).items())
        .extracting(HostStatus::id)
        .containsExactly(refusing, waiting, failing);
  }

  @Test
  void theJobsOfAHostAreShownWithTheirManners() {
    UUID first = job(1, false);
    UUID second = job(2, false);
    job(3, true);
    Manners polite = new Manners(Duration.ofSeconds(2), 3, true);
    Manners rude = new Manners(Duration.ZERO, 64, false);
    tables.arrive(new QueueKey(1, a), polite);
    tables.arrive(new QueueKey(2, a), rude);
    tables.arrive(new QueueKey(3, a), rude);
    tables.update(
        "UPDATE host_queue SET given_up = 'host-unavailable', given_up_detail = 'refused: no' WHERE job = 2");
    assertThat(hosts.queues(a))
        .containsExactly(
            new HostQueueStatus(first, 1, polite, Optional.empty(), Optional.empty()),
            new HostQueueStatus(
                second, 1, rude, Optional.of("host-unavailable"), Optional.of("refused: no")));
  }
}
