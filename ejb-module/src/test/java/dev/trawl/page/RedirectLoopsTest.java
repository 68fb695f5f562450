package dev.trawl.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.body.Body;
import dev.trawl.database.Sql;
import dev.trawl.database.TestDatabase;
import dev.trawl.frontier.Frontiers;
import dev.trawl.frontier.JobContext;
import dev.trawl.message.FetchOutcome.Answer;
import dev.trawl.message.FetchResult;
import dev.trawl.parse.RobotsTags;
import dev.trawl.url.CrawlUrl;
import dev.trawl.url.UrlId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Redirects that lead back to where they began, in one batch, stored before, or both. */
@Timeout(60)
class RedirectLoopsTest {
  private final Connection connection;
  private final JobContext job;
  private final Map<UUID, Processed> batch = new HashMap<>();

  RedirectLoopsTest() throws SQLException {
    TestDatabase.clear();
    connection = TestDatabase.connect();
    job = new Frontiers(connection).job();
  }

  @BeforeEach
  void nothingIsKnown() {
    batch.clear();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private static CrawlUrl url(String name) {
    return CrawlUrl.parse("http://a.example/" + name).orElseThrow();
  }

  private UUID id(String name) {
    return UrlId.of(job.num(), url(name));
  }

  /** A redirect that is in the batch. */
  private Processed redirect(String from, String to) {
    Answer answer =
        new Answer(
            302,
            Optional.empty(),
            Optional.of(to),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Body.EMPTY,
            Optional.empty());
    FetchResult result =
        new FetchResult(
            job.id(),
            id(from),
            url(from).toString(),
            0,
            answer,
            Instant.EPOCH,
            Duration.ZERO,
            "n1");
    Processed processed =
        new Processed(
            result,
            job,
            url(from),
            Optional.empty(),
            Optional.of(url(to)),
            Parsed.nothing(RobotsTags.NONE));
    batch.put(id(from), processed);
    return processed;
  }

  /** A page that is stored. */
  private void stored(String from, int status, String location) {
    Sql.update(
        connection,
        "INSERT INTO page (id, job, status, location, fetched_at, duration_ms, node) VALUES (?, ?, ?, ?, ?, 0, 'n1')",
        id(from),
        job.num(),
        status,
        location,
        OffsetDateTime.parse("2026-01-01T00:00:00Z"));
  }

  private boolean leadsBack(Processed redirect) {
    return new RedirectLoops(connection, batch).leadBack(redirect, redirect.target().orElseThrow());
  }

  @Test
  void aRedirectToItselfIsALoop() {
    assertThat(leadsBack(redirect("a", "a"))).isTrue();
  }

  @Test
  void aRedirectToWhatIsNotKnownIsNone() {
    assertThat(leadsBack(redirect("a", "b"))).isFalse();
  }

  @Test
  void aLoopIsFoundInTheBatch() {
    Processed a = redirect("a", "b");
    Processed b = redirect("b", "c");
    Processed c = redirect("c", "a");
    assertThat(List.of(leadsBack(a), leadsBack(b), leadsBack(c))).containsOnly(true);
  }

  @Test
  void aLoopIsFoundThroughStoredPages() {
    Processed a = redirect("a", "b");
    stored("b", 301, url("c").toString());
    redirect("c", "d");
    stored("d", 308, url("a").toString());
    assertThat(leadsBack(a)).isTrue();
  }

  @Test
  void aPageThatIsNoRedirectEndsTheWay() {
    Processed a = redirect("a", "b");
    stored("b", 200, url("a").toString());
    assertThat(leadsBack(a)).isFalse();
  }

  @Test
  void aRedirectWithoutATargetEndsTheWay() {
    Processed a = redirect("a", "b");
    stored("b", 302, "mailto:nobody@a.example");
    assertThat(leadsBack(a)).isFalse();
  }

  @Test
  void whoLeadsIntoALoopOfOthersIsNotInIt() {
    Processed a = redirect("a", "b");
    redirect("b", "c");
    redirect("c", "b");
    assertThat(leadsBack(a)).isFalse();
  }

  /** A redirect is followed without it, and so came back to where it was. */
  @Test
  void aParameterThatIsDroppedHidesNoLoop() {
    Processed a = redirect("a", "b?gclid=1");
    redirect("b", "c?utm_source=b");
    stored("c", 302, url("a?fbclid=c").toString());
    assertThat(leadsBack(a)).isTrue();
  }

  @Test
  void theSamePageWithASessionIsNoLoopUntilThatLeadsBack() {
    Processed a = redirect("a", "a;jsessionid=1");
    assertThat(leadsBack(a)).isFalse();
    stored("a;jsessionid=1", 302, url("a").toString());
    assertThat(leadsBack(a)).isTrue();
  }

  @Test
  void aLoopOfAnotherJobIsNotOurs() {
    Processed a = redirect("a", "b");
    Sql.update(
        connection,
        "INSERT INTO page (id, job, status, location, fetched_at, duration_ms, node) VALUES (?, 2, 301, ?, now(), 0, 'n')",
        UrlId.of(job.num() + 1, url("b")),
        url("a").toString());
    assertThat(leadsBack(a)).isFalse();
  }
}
