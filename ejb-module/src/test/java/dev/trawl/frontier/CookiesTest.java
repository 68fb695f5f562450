package dev.trawl.frontier;

import static dev.trawl.frontier.Frontiers.candidate;
import static dev.trawl.frontier.Frontiers.url;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.cookie.SetCookie;
import dev.trawl.database.Sql;
import dev.trawl.database.TestDatabase;
import dev.trawl.message.FetchTask;
import dev.trawl.message.FetchTask.TaskUrl;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Cookies are kept for the job whose answer set them, and leave with its tasks. */
@Timeout(60)
class CookiesTest extends OnFrontier {
  private static final String A = "http://a.example/";
  private final Instant now = Instant.now();

  private JobContext job(String cookies) {
    return crawl.job(
        """
        {"seeds": ["http://a.example/"], "scope": {"within": "any"}, "fetch": {"cookies": "%s"},
         "politeness": {"delay": "PT0S", "connectionsPerHost": 8}}
        """
            .formatted(cookies));
  }

  private static void note(JobContext job, String url, String field, Instant at, Changes changes) {
    changes.cookie(job, SetCookie.parse(field, url(url), at).orElseThrow(), at);
  }

  private void set(JobContext job, String url, String... fields) {
    Changes changes = new Changes();
    for (String field : fields) {
      note(job, url, field, now, changes);
    }
    crawl.frontier.write(changes);
  }

  private void setAt(JobContext job, String field, Instant at) {
    Changes changes = new Changes();
    note(job, A, field, at, changes);
    crawl.frontier.write(changes);
  }

  /** The Cookie field of each URL that is leased, "" for none. */
  private Map<String, String> lease(JobContext job, String... urls) {
    for (String url : urls) {
      crawl.offer(job, candidate(job, url, 1));
    }
    return crawl.lease().stream()
        .peek(task -> assertThat(task.cookies()).isEqualTo(job.keepsCookies()))
        .map(FetchTask::urls)
        .flatMap(java.util.List::stream)
        .collect(Collectors.toMap(TaskUrl::url, url -> url.headers().getOrDefault("Cookie", "")));
  }

  private long rows() {
    return TestDatabase.number(connection, "SELECT count(*) FROM job_cookie");
  }

  @Test
  void aCookieGoesToTheUrlsThatItBelongsToAndToNoOtherHost() {
    JobContext job = job("job");
    set(
        job,
        "http://www.a.example/in/",
        "sid=1",
        "all=2; Domain=a.example; Path=/",
        "tls=3; Secure");
    assertThat(
            lease(
                job,
                "http://www.a.example/",
                "http://www.a.example/in/x",
                A,
                "http://b.example/in/"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "http://www.a.example/",
                "all=2",
                "http://www.a.example/in/x",
                "sid=1; all=2",
                A,
                "all=2",
                "http://b.example/in/",
                ""));
  }

  @Test
  void longerPathsComeFirstThenOlderCookies() {
    JobContext job = job("job");
    set(job, A, "z=1; Path=/");
    Sql.update(connection, "UPDATE job_cookie SET created = created - interval '1 hour'");
    set(job, A, "a=2; Path=/", "b=3; Path=/p");
    assertThat(lease(job, A + "p")).containsEntry(A + "p", "b=3; z=1; a=2");
  }

  @Test
  void anotherJobDoesNotGetThem() {
    JobContext one = job("job");
    JobContext other = job("job");
    set(one, A, "a=1");
    assertThat(lease(other, A)).containsEntry(A, "");
  }

  @Test
  void aJobWithoutCookiesGetsNone() {
    assertThat(lease(job("off"), A)).containsEntry(A, "");
  }

  @Test
  void aLaterCookieTakesThePlaceOfAnEarlierOneWhateverIsStoredFirst() {
    JobContext job = job("job");
    setAt(job, "a=new", now);
    setAt(job, "a=old", now.minusSeconds(5));
    assertThat(rows()).isEqualTo(1);
    assertThat(lease(job, A)).containsEntry(A, "a=new");
    set(job, A, "a=newer", "a=newest");
    assertThat(lease(job, A + "x")).containsEntry(A + "x", "a=newest");
  }

  @Test
  void oneThatHasExpiredIsNotSentAndAnOlderAnswerDoesNotBringItBack() {
    JobContext job = job("job");
    set(job, A, "a=1", "b=2", "c=3; Max-Age=60");
    setAt(job, "a=; Max-Age=0", now);
    setAt(job, "a=1", now.minusSeconds(1));
    assertThat(lease(job, A)).containsEntry(A, "b=2; c=3");
    Sql.update(connection, "UPDATE job_cookie SET expires = now() WHERE name = 'c'");
    assertThat(lease(job, A + "x")).containsEntry(A + "x", "b=2");
  }

  @Test
  void aDomainHasFiftyOfWhichThoseSetLongestAgoGo() {
    JobContext job = job("job");
    for (int i = 0; i < CookieStore.A_DOMAIN; i++) {
      setAt(job, "n" + i + "=x", now.minus(Duration.ofMinutes(i)));
    }
    setAt(job, "gone=; Max-Age=0", now);
    assertThat(names()).hasSize(CookieStore.A_DOMAIN).contains("n49").doesNotContain("gone");
    setAt(job, "more=x", now);
    set(job, "http://b.example/", "other=x");
    assertThat(names())
        .hasSize(CookieStore.A_DOMAIN + 1)
        .contains("more", "n48", "other")
        .doesNotContain("n49");
  }

  private java.util.List<String> names() {
    return Sql.query(connection, "SELECT name FROM job_cookie", row -> row.getString(1));
  }

  @Test
  void aJobHasThreeThousand() {
    JobContext job = job("job");
    Changes changes = new Changes();
    IntStream.range(0, CookieStore.A_JOB + 10)
        .forEach(
            i ->
                note(
                    job,
                    "http://h" + i / 10 + ".example/",
                    "n" + i + "=x",
                    now.minusSeconds(i),
                    changes));
    crawl.frontier.write(changes);
    assertThat(names()).hasSize(CookieStore.A_JOB).contains("n0").doesNotContain("n3009");
  }

  @Test
  void theyGoWithTheirJob() {
    JobContext job = job("job");
    set(job, A, "a=1");
    Sql.update(connection, "UPDATE job SET deleted = true WHERE num = ?", job.num());
    crawl.remove(job);
    assertThat(rows()).isZero();
  }

  @Test
  void aFieldIsNotLongerThanAServerTakes() {
    JobContext job = job("job");
    IntStream.range(0, 20).forEach(i -> set(job, A, "n" + i + "=" + "x".repeat(4_000)));
    assertThat(lease(job, A).getOrDefault(A, "").length()).isBetween(28_000, 32_768);
  }
}
