package dev.trawl.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trawl.database.Sql;
import dev.trawl.database.SqlFailure;
import dev.trawl.database.TestDatabase;
import dev.trawl.page.JobStatistics.Depth;
import dev.trawl.page.JobStatistics.Excluded;
import dev.trawl.page.JobStatistics.Host;
import dev.trawl.page.JobStatistics.MediaType;
import dev.trawl.page.JobStatistics.Status;
import dev.trawl.url.CrawlUrl;
import dev.trawl.url.UrlId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows that were counted by hand. */
@Timeout(60)
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class CountingTest {
  private static final int JOB = 7;
  private static final Duration SOON = Duration.ofSeconds(30);

  private final Connection connection;
  private final Counting counting = new Counting();
  private int pages;

  CountingTest() throws SQLException {
    connection = TestDatabase.connect();
    counting.em = TestDatabase.entityManager(connection);
  }

  @BeforeEach
  void clear() throws SQLException {
    TestDatabase.clear();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private JobStatistics count() {
    return counting.count(JOB, SOON);
  }

  private static UUID id(int job, String url) {
    return UrlId.of(job, CrawlUrl.parse(url).orElseThrow());
  }

  private void met(int job, String url, int depth, @Nullable String excluded) {
    Sql.update(
        connection,
        "INSERT INTO url (id, url, depth, hops, excluded) VALUES (?, ?, ?, 0, ?)",
        id(job, url),
        url,
        depth,
        excluded);
  }

  private void page(
      int job,
      String url,
      int depth,
      @Nullable Integer status,
      @Nullable String error,
      @Nullable String type,
      @Nullable Integer bytes,
      int millis) {
    met(job, url, depth, null);
    Sql.update(
        connection,
        """
        INSERT INTO page (id, job, status, error, content_type, bytes, fetched_at, duration_ms, node)
        VALUES (?, ?, ?, ?, ?, ?, now(), ?, 'n1')
        """,
        id(job, url),
        job,
        status,
        error,
        type,
        bytes,
        millis);
  }

  /** On a host of that name, at a path of its own. */
  private void page(String host, @Nullable Integer status, @Nullable String error, int millis) {
    page(JOB, "http://" + host + "/" + pages++, 1, status, error, "text/html", 1, millis);
  }

  @Test
  void aJobWithoutPagesHasEmptyLists() {
    JobStatistics none = count();
    assertThat(none)
        .isEqualTo(
            new JobStatistics(
                none.at(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of()));
    assertThat(TestDatabase.number(connection, "SELECT count(*) WHERE now() = ?", none.at()))
        .isEqualTo(1);
  }

  @Test
  void pagesAreCountedByStatusTypeAndDepth() {
    page(JOB, "http://a.example/", 0, 200, null, "text/html; charset=utf-8", 100, 1);
    page(JOB, "http://a.example/1", 1, 200, null, "Text/HTML", 50, 1);
    page(JOB, "http://a.example/2", 1, 200, null, "image/png ; x=y", 7, 1);
    page(JOB, "http://a.example/3", 2, 302, null, null, 0, 1);
    page(JOB, "http://a.example/4", 2, 302, "redirect-loop", null, 0, 1);
    page(JOB, "http://a.example/5", 2, 200, "too-large", "image/png", null, 1);
    page(JOB, "http://b.example/", 2, null, "dns", null, null, 1);
    page(JOB, "http://c.example/", 3, null, "dns", null, null, 1);
    page(JOB - 1, "http://a.example/", 0, 500, null, "x/y", 100, 1);
    page(JOB + 1, "http://a.example/", 9, 404, null, "x/y", 100, 1);

    JobStatistics counted = count();
    assertThat(counted.statuses())
        .containsExactly(
            new Status(Optional.of(200), Optional.empty(), 3),
            new Status(Optional.empty(), Optional.of("dns"), 2),
            new Status(Optional.of(200), Optional.of("too-large"), 1),
            new Status(Optional.of(302), Optional.of("redirect-loop"), 1),
            new Status(Optional.of(302), Optional.empty(), 1));
    assertThat(counted.types())
        .containsExactly(
            new MediaType(Optional.empty(), 4, 0),
            new MediaType(Optional.of("image/png"), 2, 7),
            new MediaType(Optional.of("text/html"), 2, 150));
    assertThat(counted.depths())
        .containsExactly(new Depth(0, 1), new Depth(1, 2), new Depth(2, 4), new Depth(3, 1));
  }

  @Test
  void excludedUrlsAreCountedByTheirRuleWithoutSitemaps() {
    met(JOB, "http://a.example/1", 1, "within");
    met(JOB, "http://a.example/2", 1, "robots-disallowed");
    met(JOB, "http://a.example/3", 1, "within");
    met(JOB, "http://a.example/waits", 1, null);
    met(JOB, "http://a.example/sitemap.xml", 0, "stopped");
    Sql.update(
        connection, "INSERT INTO sitemap (id) VALUES (?)", id(JOB, "http://a.example/sitemap.xml"));
    met(JOB + 1, "http://a.example/1", 1, "exclude");
    assertThat(count().excluded())
        .containsExactly(new Excluded("within", 2), new Excluded("robots-disallowed", 1));
    assertThat(count().depths()).as("no pages").isEmpty();
  }

  @Test
  void theSlowestHostsComeFirst() {
    page("a.example", 200, null, 10);
    page("a.example", 404, null, 31);
    page("b.example:8080", null, "timeout", 20_000);
    page("me:secret@c.example", 200, null, 5);
    page(JOB, "https://a.example/", 0, 200, null, null, null, 1);
    assertThat(count().slowestHosts())
        .containsExactly(
            new Host("http://b.example:8080", 1, 1, 20_000, 20_000, Optional.empty()),
            new Host("http://a.example", 2, 1, 20.5, 31, Optional.empty()),
            new Host("http://c.example", 1, 0, 5, 5, Optional.empty()),
            new Host("https://a.example", 1, 0, 1, 1, Optional.empty()));
  }

  @Test
  void theHostsThatFailMostComeFirstWithWhatTheyFailWithMost() {
    page("good.example", 200, null, 1);
    page("few.example", null, "timeout", 1);
    page("many.example", 404, null, 1);
    page("many.example", 404, null, 1);
    page("many.example", null, "reset", 1);
    page("many.example", 200, null, 1);
    assertThat(count().failingHosts())
        .containsExactly(
            new Host("http://many.example", 4, 3, 1, 1, Optional.of("status 404")),
            new Host("http://few.example", 1, 1, 1, 1, Optional.of("timeout")));
  }

  @Test
  void tenHostsAreShown() {
    IntStream.range(0, 12).forEach(i -> page("h%02d.example".formatted(i), 500, null, i));
    assertThat(count().slowestHosts())
        .hasSize(10)
        .first()
        .isEqualTo(new Host("http://h11.example", 1, 1, 11, 11, Optional.empty()));
    assertThat(count().failingHosts())
        .hasSize(10)
        .first()
        .isEqualTo(new Host("http://h00.example", 1, 1, 0, 0, Optional.of("status 500")));
  }

  @Test
  void whatServersMakeUpMakesNoListLonger() {
    for (int i = 0; i < 150; i++) {
      page(JOB, "http://a.example/" + i, i, 200 + i, "e" + i, "x/" + i, 1, 1);
    }
    JobStatistics counted = count();
    assertThat(counted.statuses()).hasSize(100);
    assertThat(counted.types()).hasSize(100);
    assertThat(counted.depths()).hasSize(100);
  }

  @ParameterizedTest
  @CsvSource({
    "200,",
    "304,",
    "301,",
    "399,",
    "400,",
    "404,",
    "503,",
    ",dns",
    ",",
    "200,too-large",
    "302,redirect-loop",
    "200,unparsable",
    "404,unparsable",
    "200,sitemap-cut",
    ",unparsable"
  })
  void aPageHasFailedIfTheCountersSaySo(@Nullable Integer status, @Nullable String error) {
    page("a.example", status, error, 1);
    boolean failed =
        Outcome.of(Optional.ofNullable(status), Optional.ofNullable(error)).equals("failed");
    assertThat(count().slowestHosts()).extracting(Host::failed).containsExactly(failed ? 1L : 0L);
  }

  @Test
  void whatTakesTooLongIsBrokenOffAndToldApart() throws SQLException {
    try (Connection other = TestDatabase.connect()) {
      Sql.update(other, "LOCK TABLE page IN ACCESS EXCLUSIVE MODE");
      SqlFailure failure =
          catchThrowableOfType(SqlFailure.class, () -> counting.count(JOB, Duration.ofMillis(100)));
      assertThat(failure.isOverTime()).isTrue();
    }
    connection.rollback();
    SqlFailure another =
        catchThrowableOfType(
            SqlFailure.class, () -> Sql.query(connection, "SELECT 1 / 0", row -> 1));
    assertThat(another.isOverTime()).isFalse();
  }
}
