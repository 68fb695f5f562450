package dev.trawl.frontier;

import static dev.trawl.frontier.Frontiers.candidate;
import static dev.trawl.frontier.Frontiers.url;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trawl.database.Sql;
import dev.trawl.database.TestDatabase;
import dev.trawl.host.QueueKey;
import dev.trawl.job.JobPatch;
import dev.trawl.message.FetchTask;
import dev.trawl.url.UrlId;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** So many URLs of each host and of each directory are requested, and the others excluded. */
@Timeout(60)
class PageBudgetsTest extends OnFrontier {
  private static final String A = "http://a.example";
  private static final String HOST = "maxPagesPerHost";
  private static final String DIRECTORY = "maxPagesPerDirectory";
  private static final Verdict FETCHED = new Verdict.Fetched(1);
  private static final Verdict FORBIDDEN = new Verdict.Excluded("robots-disallowed");

  private JobContext limited(String limit, int most) {
    return job("\"" + limit + "\": " + most);
  }

  private JobContext job(String limits) {
    return crawl.job(
        """
        {"seeds": ["http://a.example/"], "scope": {"within": "any", %s},
         "politeness": {"delay": "PT0S", "connectionsPerHost": 4}}
        """
            .formatted(limits));
  }

  private static UUID id(JobContext job, String url) {
    return UrlId.of(job.num(), url(url));
  }

  private static UUID[] ids(JobContext job, String... urls) {
    return Arrays.stream(urls).map(url -> id(job, url)).toArray(UUID[]::new);
  }

  private void offerPages(JobContext job, String prefix, int count) {
    crawl.offer(
        job,
        IntStream.range(0, count)
            .mapToObj(i -> candidate(job, prefix + i, 1))
            .toArray(Candidate[]::new));
  }

  /** What is waiting for a later look is looked at now. */
  private List<String> lease() {
    Sql.update(connection, "UPDATE host_queue SET due_at = now() WHERE queued > 0");
    return crawl.lease().stream()
        .map(FetchTask::urls)
        .flatMap(List::stream)
        .map(FetchTask.TaskUrl::url)
        .toList();
  }

  private void settle(JobContext job, Verdict verdict, String... urls) {
    assertThat(crawl.settle(job, verdict, ids(job, urls))).isEqualTo(urls.length);
  }

  private void settle(JobContext job, Verdict verdict, List<String> urls) {
    settle(job, verdict, urls.toArray(String[]::new));
  }

  private void patch(JobContext job, String scope) {
    Changes changes = new Changes();
    JobPatch patch = JobPatch.read("{\"scope\": {" + scope + "}}");
    crawl.change.write(crawl.change.apply(job.id(), patch, changes).orElseThrow(), changes);
  }

  private JobContext now(JobContext job) {
    return crawl.contexts.read(connection, job.id()).orElseThrow();
  }

  private long number(String sql, Object... arguments) {
    return TestDatabase.number(connection, sql, arguments);
  }

  private long excludedBy(String rule) {
    return number("SELECT count(*) FROM url WHERE excluded = ?", rule);
  }

  private void assertTaken(UUID budget, long reserved, long requested) {
    assertThat(
            Sql.query(
                connection,
                "SELECT reserved, requested FROM page_budget WHERE id = ?",
                row -> new Spending(row.getLong(1), row.getLong(2)),
                budget))
        .containsExactly(new Spending(reserved, requested));
  }

  private void assertCountersAddUp(JobContext job) {
    long settled = 0;
    for (String counter : List.of("fetched", "redirected", "failed", "excluded")) {
      settled += crawl.counter(job, counter);
    }
    assertThat(crawl.counter(job, "discovered"))
        .isEqualTo(settled + number("SELECT count(*) FROM open_url WHERE NOT sitemap"));
    assertThat(crawl.counter(job, "excluded"))
        .isEqualTo(number("SELECT count(*) FROM url WHERE excluded IS NOT NULL"));
    assertThat(number("SELECT coalesce(sum(queued), 0) FROM host_queue"))
        .isEqualTo(number("SELECT count(*) FROM open_url WHERE task IS NULL"));
  }

  @Test
  void eachHostGetsItsBudgetAndNoMore() {
    JobContext job = limited(HOST, 3);
    offerPages(job, A + "/", 5);
    offerPages(job, "http://a.example:81/", 4);
    offerPages(job, "http://b.example/", 2);
    List<String> leased = lease();
    assertThat(leased).hasSize(8).filteredOn(url -> url.startsWith(A + "/")).hasSize(3);
    assertThat(leased).filteredOn(url -> url.startsWith("http://b.")).hasSize(2);
    assertThat(lease()).isEmpty();
    assertTaken(UrlId.ofHost(job.num(), A), 3, 0);
  }

  @Test
  void theNearestUrlsGetTheBudgetWhateverTheOrderInWhichTheyCame() {
    JobContext job = job("\"maxPagesPerHost\": 3, \"maxPagesPerDirectory\": 2");
    for (int depth : new int[] {5, 1, 4, 2, 3}) {
      crawl.offer(job, candidate(job, A + "/x/" + depth, depth));
    }
    crawl.offer(job, candidate(job, A + "/y/", 6));
    List<String> leased = new java.util.ArrayList<>(lease());
    leased.addAll(lease());
    assertThat(leased).containsExactly(A + "/x/1", A + "/x/2", A + "/y/");
  }

  @Test
  void eachDirectoryGetsItsBudgetAndDoesNotKeepBackTheOthers() {
    JobContext job = limited(DIRECTORY, 2);
    offerPages(job, A + "/x/", 40);
    offerPages(job, A + "/x/?", 10);
    offerPages(job, A + "/x/deeper/", 3);
    offerPages(job, A + "/", 3);
    assertThat(lease()).containsExactly(A + "/x/0", A + "/x/1");
    assertThat(lease()).containsExactly(A + "/x/deeper/0", A + "/x/deeper/1", A + "/0", A + "/1");
    assertThat(lease()).isEmpty();
    assertTaken(UrlId.ofDirectory(job.num(), url(A + "/x/")), 2, 0);
  }

  @Test
  void whenABudgetIsUsedUpTheRestIsExcludedByIt() {
    JobContext job = limited(HOST, 2);
    offerPages(job, A + "/", BudgetSweep.A_ROUND + 10);
    offerPages(job, "http://b.example/", 2);
    List<String> leased = lease();
    settle(job, FETCHED, leased);
    crawl.sweepBudgets();
    assertThat(excludedBy(HOST)).isEqualTo(BudgetSweep.A_ROUND + 8);
    assertThat(number("SELECT count(*) FROM open_url")).isZero();
    assertThat(crawl.usedUp.noted()).isEmpty();
    assertCountersAddUp(job);
  }

  @Test
  void ofADirectoryThatIsUsedUpTheRestIsExcludedAndNothingElse() {
    JobContext job = limited(DIRECTORY, 1);
    offerPages(job, A + "/x/", 5);
    offerPages(job, A + "/x/y/", 1);
    List<String> leased = lease();
    assertThat(leased).containsExactly(A + "/x/0", A + "/x/y/0");
    settle(job, new Verdict.Failed(0, true), leased.get(0));
    crawl.sweepBudgets();
    assertThat(excludedBy(DIRECTORY)).isEqualTo(4);
    assertThat(number("SELECT count(*) FROM open_url")).isEqualTo(1);
    assertCountersAddUp(job);
  }

  @Test
  void nothingIsExcludedWhileWhatIsInFlightMayComeBack() {
    JobContext job = job("\"maxPagesPerHost\": 2, \"maxPagesPerDirectory\": 2");
    offerPages(job, A + "/", 5);
    List<String> leased = lease();
    settle(job, FETCHED, leased.get(0));
    lease();
    crawl.sweepBudgets();
    assertThat(crawl.counter(job, "excluded")).isZero();
    settle(job, FORBIDDEN, leased.get(1));
    crawl.sweepBudgets();
    List<String> next = lease();
    assertThat(next).containsExactly(A + "/2");
    settle(job, FETCHED, next);
    crawl.sweepBudgets();
    assertThat(excludedBy(HOST) + excludedBy(DIRECTORY)).isEqualTo(2);
    assertThat(number("SELECT count(*) FROM open_url")).isZero();
    assertCountersAddUp(job);
  }

  @Test
  void whatWasNotRequestedGivesItsPartBack() {
    JobContext job = limited(HOST, 1);
    UUID budget = UrlId.ofHost(job.num(), A);
    offerPages(job, A + "/", 2);
    for (Verdict verdict :
        List.of(new Verdict.Again(Duration.ZERO, false), FORBIDDEN, new Verdict.Failed(0, false))) {
      List<String> leased = lease();
      assertThat(leased).as(verdict.toString()).hasSize(1);
      assertTaken(budget, 1, 0);
      settle(job, verdict, leased);
      assertTaken(budget, 0, 0);
    }
  }

  @Test
  void aRetryCountsOnce() {
    JobContext job = job("\"maxPagesPerHost\": 1, \"maxPagesPerDirectory\": 1");
    offerPages(job, A + "/", 2);
    List<String> first = lease();
    settle(job, new Verdict.Again(Duration.ZERO, true), first);
    assertTaken(UrlId.ofHost(job.num(), A), 0, 1);
    crawl.sweepBudgets();
    assertThat(lease()).isEqualTo(first);
    settle(job, new Verdict.Again(Duration.ZERO, false), first);
    assertThat(lease()).isEqualTo(first);
    settle(job, FETCHED, first);
    assertTaken(UrlId.ofHost(job.num(), A), 0, 1);
    assertThat(excludedBy(HOST)).isEqualTo(1);
  }

  @Test
  void aLeaseThatRanOutGivesItsPartBackAndALateResultTakesIt() {
    JobContext job = limited(DIRECTORY, 3);
    UUID budget = UrlId.ofDirectory(job.num(), url(A + "/"));
    offerPages(job, A + "/", 2);
    List<String> leased = lease();
    Sql.update(connection, "UPDATE task SET lease_until = now() - interval '1 s'");
    crawl.givingBack.expired();
    assertTaken(budget, 0, 0);
    settle(job, FETCHED, leased.get(0));
    settle(job, FORBIDDEN, leased.get(1));
    assertTaken(budget, 0, 1);
  }

  @Test
  void aBudgetThatALateResultHasTakenMeanwhileIsNotReserved() {
    JobContext job = limited(HOST, 1);
    PageBudget budget = PageBudget.ofHost(job, A).orElseThrow();
    QueueKey queue = new QueueKey(job.num(), 1);
    Picked picked = new Picked(id(job, A + "/"), queue, A + "/", 0, false);
    crawl.budgets.write(connection, Map.of(budget, new Spending(0, 1)));
    assertThatThrownBy(
            () ->
                crawl.budgets.reserve(
                    connection, Map.of(job.num(), job), Map.of(queue, List.of(picked))))
        .isInstanceOf(BudgetTakenException.class);
  }

  @Test
  void whatIsFoundBehindABudgetThatIsUsedUpIsExcludedAtOnce() {
    JobContext job = job("\"maxPagesPerHost\": 3, \"maxPagesPerDirectory\": 1");
    offerPages(job, A + "/x/", 1);
    settle(job, FETCHED, lease());
    offerPages(job, A + "/x/new", 2);
    offerPages(job, A + "/y/", 1);
    assertThat(excludedBy(DIRECTORY)).isEqualTo(2);
    assertThat(number("SELECT count(*) FROM open_url")).isEqualTo(1);
    settle(job, FETCHED, lease());
    offerPages(job, A + "/z/", 1);
    settle(job, FETCHED, lease());
    offerPages(job, A + "/other/", 4);
    assertThat(excludedBy(HOST)).isEqualTo(4);
    assertThat(number("SELECT count(*) FROM open_url")).isZero();
    assertCountersAddUp(job);
  }

  @Test
  void aShorterPathToWhatABudgetKeptOutIsNotedAndOpensNothing() {
    JobContext job = limited(HOST, 1);
    crawl.offer(job, candidate(job, A + "/", 0));
    settle(job, FETCHED, lease());
    crawl.offer(job, candidate(job, A + "/x", 5));
    assertThat(crawl.offer(job, candidate(job, A + "/x", 2))).isEmpty();
    assertThat(crawl.urlColumn(id(job, A + "/x"), "depth")).contains("2");
    assertThat(crawl.urlColumn(id(job, A + "/x"), "excluded")).contains(HOST);
    assertThat(crawl.offer(job, candidate(job, A + "/x", 4))).isEmpty();
    assertThat(crawl.urlColumn(id(job, A + "/x"), "depth")).contains("2");
    assertCountersAddUp(job);
  }

  /** Of a page that was requested, behind a budget that is used up by now. */
  @Test
  void aShorterPathToAPageStillBringsNearerWhatItLedTo() {
    JobContext job = limited(HOST, 1);
    crawl.offer(job, candidate(job, A + "/", 5));
    settle(job, FETCHED, lease());
    assertThat(crawl.offer(job, candidate(job, A + "/", 2)))
        .containsExactly(Map.entry(id(job, A + "/"), 2));
  }

  @Test
  void sitemapsTakeNothingAndAreReadAllTheSame() {
    JobContext job = job("\"maxPagesPerHost\": 1, \"maxPagesPerDirectory\": 1");
    offerPages(job, A + "/", 2);
    settle(job, FETCHED, lease());
    Changes changes = new Changes();
    crawl.frontier.offerSitemaps(
        job, List.of(url(A + "/sitemap.xml")), 0, 0, Optional.empty(), changes);
    crawl.frontier.write(changes);
    crawl.sweepBudgets();
    assertThat(lease()).containsExactly(A + "/sitemap.xml");
    crawl.settle(job, FETCHED, UrlId.ofSitemap(job.num(), url(A + "/sitemap.xml")));
    assertTaken(UrlId.ofHost(job.num(), A), 0, 1);
    assertCountersAddUp(job);
  }

  /** What the node had noted is lost with it. */
  @Test
  void afterACrashTheQueueItselfTellsWhatIsUsedUp() {
    for (String limit : List.of(HOST, DIRECTORY)) {
      JobContext job = limited(limit, 1);
      offerPages(job, A + "/", 3);
      settle(job, FETCHED, lease());
      crawl.usedUp.noted().forEach(crawl.usedUp::forget);
      crawl.sweepBudgets();
      assertThat(excludedBy(limit)).isZero();
      assertThat(lease()).isEmpty();
      crawl.sweepBudgets();
      assertThat(excludedBy(limit)).isEqualTo(2);
    }
  }

  /** As by a retry of its host: the row does not say in which directory it is. */
  @Test
  void whatWasOpenedAnewCountsAgainstItsDirectoryToo() {
    JobContext job = limited(DIRECTORY, 1);
    offerPages(job, A + "/", 3);
    Sql.update(connection, "UPDATE open_url SET directory = NULL");
    List<String> leased = lease();
    assertThat(leased).hasSize(1);
    settle(job, FETCHED, leased);
    lease();
    crawl.sweepBudgets();
    assertThat(excludedBy(DIRECTORY)).isEqualTo(2);
  }

  @Test
  void aDeadLetterThatWasNotRequestedGivesItsPartBack() {
    JobContext job = limited(HOST, 2);
    UUID budget = UrlId.ofHost(job.num(), A);
    offerPages(job, A + "/", 2);
    UUID[] leased = ids(job, lease().toArray(String[]::new));
    for (boolean requested : new boolean[] {false, true}) {
      Changes changes = new Changes();
      List<OpenUrl> open = crawl.frontier.lock(List.of(leased[requested ? 1 : 0]));
      crawl.frontier.settleAsDead(Map.of(job.num(), job), open, requested, changes);
      crawl.frontier.write(changes);
    }
    assertTaken(budget, 0, 1);
  }

  @Test
  void aBudgetThatIsRaisedOpensWhatItKeptOut() {
    JobContext job = limited(HOST, 1);
    offerPages(job, A + "/", 4);
    settle(job, FETCHED, lease());
    crawl.sweepBudgets();
    offerPages(job, A + "/later", 2);
    assertThat(excludedBy(HOST)).isEqualTo(5);
    patch(job, "\"maxPagesPerHost\": 3");
    assertThat(excludedBy(HOST)).isZero();
    assertThat(number("SELECT count(*) FROM open_url")).isEqualTo(5);
    List<String> leased = lease();
    assertThat(leased).hasSize(2);
    settle(now(job), FETCHED, leased);
    crawl.sweepBudgets();
    assertThat(excludedBy(HOST)).isEqualTo(3);
    assertCountersAddUp(job);
  }

  @Test
  void aBudgetThatIsLiftedOpensWhatTheOtherOneHasRoomFor() {
    JobContext job = job("\"maxPagesPerHost\": 2, \"maxPagesPerDirectory\": 1");
    offerPages(job, A + "/x/", 1);
    offerPages(job, A + "/y/", 1);
    settle(job, FETCHED, lease());
    offerPages(job, A + "/x/late", 3);
    offerPages(job, A + "/z/", 1);
    assertThat(excludedBy(HOST)).isEqualTo(4);
    patch(job, "\"maxPagesPerHost\": null");
    assertThat(excludedBy(HOST)).isZero();
    assertThat(excludedBy(DIRECTORY)).isEqualTo(3);
    assertThat(lease()).containsExactly(A + "/z/0");
    assertCountersAddUp(job);
  }

  @Test
  void aSeedThatIsAddedAgainIsKeptOutAllTheSame() {
    JobContext job = limited(HOST, 1);
    offerPages(job, A + "/", 2);
    settle(job, FETCHED, lease());
    crawl.sweepBudgets();
    Changes changes = new Changes();
    JobPatch patch = JobPatch.read("{\"seeds\": [\"http://a.example/1\"]}");
    crawl.change.write(crawl.change.apply(job.id(), patch, changes).orElseThrow(), changes);
    assertThat(crawl.urlColumn(id(job, A + "/1"), "excluded")).contains(HOST);
    assertThat(number("SELECT count(*) FROM open_url")).isZero();
  }

  @Test
  void whatWaitsIsKeptIfTheBudgetIsRaisedBeforeItIsSwept() {
    JobContext job = limited(HOST, 1);
    offerPages(job, A + "/", 3);
    settle(job, FETCHED, lease());
    patch(job, "\"maxPagesPerHost\": 2");
    crawl.sweepBudgets();
    assertThat(excludedBy(HOST)).isZero();
    assertThat(lease()).hasSize(1);
  }

  @Test
  void aJobWithoutBudgetsKeepsNone() {
    JobContext job = crawl.job();
    offerPages(job, A + "/x/", 3);
    settle(job, FETCHED, lease());
    assertThat(number("SELECT count(*) FROM page_budget")).isZero();
    assertThat(number("SELECT count(*) FROM open_url WHERE directory IS NOT NULL")).isZero();
    assertThat(crawl.usedUp.noted()).isEmpty();
  }

  @Test
  void budgetsGoWithTheirJob() {
    JobContext other = limited(DIRECTORY, 5);
    offerPages(other, A + "/", 1);
    JobContext job = limited(DIRECTORY, 5);
    IntStream.range(0, 3).forEach(i -> offerPages(job, A + "/" + i + "/", 1));
    lease();
    assertThat(number("SELECT count(*) FROM page_budget")).isEqualTo(4);
    Sql.update(connection, "UPDATE job SET deleted = true WHERE num = ?", job.num());
    crawl.remove(job);
    crawl.remove(job);
    assertThat(number("SELECT count(*) FROM page_budget")).isEqualTo(1);
    assertThat(number("SELECT count(*) FROM job")).isEqualTo(1);
  }
}
