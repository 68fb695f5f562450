package dev.trawl.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.body.Body;
import dev.trawl.database.TestDatabase;
import dev.trawl.frontier.Frontiers;
import dev.trawl.frontier.JobContext;
import dev.trawl.frontier.Trap;
import dev.trawl.message.FetchOutcome.Answer;
import dev.trawl.message.FetchResult;
import dev.trawl.message.FetchTask;
import dev.trawl.url.CrawlUrl;
import dev.trawl.url.UrlId;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sites with an end and without, crawled by the frontier's real classes. */
@Timeout(180)
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class TrapsTest {
  private static final String SITE = "http://a.example";
  private static final int TOO_MANY = 6_000;

  private final Connection connection;
  private final Frontiers crawl;
  private final ResultTransaction results = new ResultTransaction();
  private final List<String> requested = new ArrayList<>();

  TrapsTest() throws SQLException {
    TestDatabase.clear();
    connection = TestDatabase.connect();
    crawl = new Frontiers(connection);
    results.em = PageEntities.on(connection);
    results.frontier = crawl.frontier();
    results.judge = new Judge();
    results.reach = new Reach();
    results.reach.frontier = crawl.frontier();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  /** Crawls a site until nothing of it is open. */
  private JobContext crawl(String scope, Function<String, Stream<String>> site)
      throws SQLException {
    JobContext job =
        crawl.job(
            """
            {"seeds": ["http://a.example/"], "scope": {"maxDepth": 100000%s},
             "politeness": {"delay": "PT0S", "connectionsPerHost": 8}}
            """
                .formatted(scope));
    crawl.offer(job, SITE + "/");
    connection.commit();
    while (open() > 0 && requested.size() < TOO_MANY) {
      JobContext now = now(job);
      List<Processed> batch =
          crawl.lease().stream()
              .map(FetchTask::urls)
              .flatMap(List::stream)
              .map(url -> processed(now, url.url(), site))
              .toList();
      connection.commit();
      if (!batch.isEmpty()) {
        results.store(batch);
        connection.commit();
      }
      crawl.shutTraps();
      connection.commit();
    }
    checkCounters(job);
    return now(job);
  }

  private JobContext now(JobContext job) {
    return Objects.requireNonNull(crawl.frontier().jobs(List.of(job.num())).get(job.num()));
  }

  private Processed processed(JobContext job, String url, Function<String, Stream<String>> site) {
    String path = url.substring(SITE.length());
    requested.add(path);
    String html =
        site.apply(path)
            .map(link -> "<a href='" + link.replace("&", "&amp;") + "'>x</a>")
            .collect(Collectors.joining("\n", "<title>" + path.hashCode() + "</title>", ""));
    Answer answer =
        new Answer(
            200,
            Optional.of("text/html"),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Body.of(html.getBytes(StandardCharsets.UTF_8)),
            Optional.empty());
    CrawlUrl parsed = CrawlUrl.parse(url).orElseThrow();
    return Processor.process(
        new FetchResult(
            job.id(),
            UrlId.of(job.num(), parsed),
            url,
            0,
            answer,
            Instant.EPOCH,
            Duration.ofMillis(3),
            "n1"),
        job,
        TestBodies.STORE);
  }

  private long open() {
    return number("SELECT count(*) FROM open_url");
  }

  private long number(String sql) {
    return TestDatabase.number(connection, sql);
  }

  private void checkCounters(JobContext job) {
    assertThat(open()).as("open").isZero();
    assertThat(number("SELECT coalesce(sum(queued), 0) FROM host_queue")).as("queued").isZero();
    assertThat(crawl.counter(job, "fetched")).isEqualTo(number("SELECT count(*) FROM page"));
    assertThat(crawl.counter(job, "excluded"))
        .isEqualTo(number("SELECT count(*) FROM url WHERE excluded IS NOT NULL"));
    assertThat(crawl.counter(job, "discovered")).isEqualTo(number("SELECT count(*) FROM url"));
  }

  private List<Trap> traps(JobContext job) {
    return crawl.traps(job);
  }

  private void assertTrap(JobContext job, String rule, String where) {
    assertThat(traps(job))
        .singleElement()
        .satisfies(
            trap -> {
              assertThat(trap.rule()).isEqualTo(rule);
              assertThat(trap.where()).isEqualTo(where);
              assertThat(trap.excluded())
                  .isPositive()
                  .isEqualTo(number("SELECT count(*) FROM url WHERE excluded = '" + rule + "'"));
              assertThat(trap.example()).startsWith("http://" + where);
            });
  }

  /** Everything that can be reached, for a site with an end. */
  private static Set<String> reachable(Function<String, Stream<String>> site) {
    Set<String> found = new LinkedHashSet<>(List.of("/"));
    List<String> next = List.of("/");
    while (!next.isEmpty()) {
      next = next.stream().flatMap(site).filter(found::add).toList();
    }
    return found;
  }

  private void assertComplete(JobContext job, Set<String> pages) {
    assertThat(traps(job)).isEmpty();
    assertThat(crawl.counter(job, "excluded")).isZero();
    assertThat(requested).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(pages);
  }

  private static Stream<String> numbered(String prefix, int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> prefix + i);
  }

  /** A site of 240 pages by names, each of which leads to the next two. */
  private static Stream<String> good(String path) {
    int number = path.equals("/") ? 0 : path.charAt(6) * 16 + path.charAt(7) - 'a' * 17;
    return IntStream.of(number + 1, number + 2)
        .filter(next -> next < 240)
        .mapToObj(next -> "/good/" + (char) ('a' + next / 16) + (char) ('a' + next % 16));
  }

  /** A page of a month, with its days and both neighbours. */
  private static Stream<String> calendar(String path) {
    String[] parts = path.split("/", -1);
    int month = Integer.parseInt(parts[2]) * 12 + Integer.parseInt(parts[3]) - 1;
    Stream<String> months =
        IntStream.of(month - 1, month + 1).mapToObj(m -> "/cal/" + m / 12 + "/" + (m % 12 + 1));
    return parts.length > 4
        ? Stream.of("/", "/cal/" + parts[2] + "/" + parts[3])
        : Stream.concat(months, numbered(path + "/", 1, 31));
  }

  private static Stream<String> withCalendar(String path) {
    if (path.startsWith("/cal/")) {
      return calendar(path);
    }
    Stream<String> good = good(path);
    return path.equals("/") ? Stream.concat(good, Stream.of("/cal/2024/1")) : good;
  }

  private long goodOnes() {
    return requested.stream().filter(path -> path.startsWith("/good/")).count();
  }

  @Test
  void aCalendarEndsAndTheRestIsComplete() throws SQLException {
    JobContext job = crawl("", TrapsTest::withCalendar);
    assertThat(goodOnes()).isEqualTo(239);
    assertThat(requested.size() - 240).as("calendar").isLessThan(1_000);
    assertTrap(job, "endless", "a.example/cal/");
  }

  @Test
  void whyTellsOfTheArea() throws SQLException {
    JobContext job = crawl("", TrapsTest::withCalendar);
    String url =
        dev.trawl.database.Sql.query(
                connection,
                "SELECT url FROM url WHERE excluded = 'endless' LIMIT 1",
                row -> row.getString(1))
            .get(0);
    MetUrl met =
        MetUrl.find(connection, job.num(), UrlId.of(job.num(), CrawlUrl.parse(url).orElseThrow()))
            .orElseThrow();
    assertThat(Exclusion.detail(job, met, "endless").orElseThrow())
        .startsWith("a.example/cal/ was shut at 20")
        .contains("pages led to new ones of it");
  }

  @Test
  void aChainOfNumbersEnds() throws SQLException {
    JobContext job =
        crawl(
            "",
            path ->
                path.equals("/")
                    ? Stream.of("/trap/1")
                    : Stream.of("/trap/" + (Integer.parseInt(path.substring(6)) + 1), "/"));
    assertThat(requested).hasSizeLessThan(1_000);
    assertThat(traps(job)).singleElement().extracting(Trap::where).isEqualTo("a.example/trap/");
  }

  @Test
  void aJobMayIgnoreTraps() throws SQLException {
    JobContext job =
        crawl(
            ", \"traps\": \"ignore\"",
            path -> {
              int next = path.equals("/") ? 1 : Integer.parseInt(path.substring(6)) + 1;
              return next > 1_200 ? Stream.of() : Stream.of("/trap/" + next);
            });
    assertThat(requested).hasSize(1_201);
    assertThat(traps(job)).isEmpty();
    assertThat(number("SELECT count(*) FROM trap_watch")).isZero();
  }

  @Test
  void aLargeSiteThatListsItsArticlesIsComplete() throws SQLException {
    Function<String, Stream<String>> site =
        path -> {
          if (path.startsWith("/article/")) {
            int number = Integer.parseInt(path.substring(9));
            return Stream.concat(
                Stream.of("/", "/list?page=" + (number / 50 + 1)),
                IntStream.of(number - 1, number + 1)
                    .filter(next -> next >= 0 && next < 3_000)
                    .mapToObj(next -> "/article/" + next));
          }
          int page = path.equals("/") ? 1 : Integer.parseInt(path.substring(11));
          Stream<String> next = page < 60 ? Stream.of("/list?page=" + (page + 1)) : Stream.of();
          return Stream.concat(next, numbered("/article/", page * 50 - 50, page * 50));
        };
    assertComplete(crawl("", site), reachable(site));
    assertThat(requested).hasSizeGreaterThan(3_050);
  }

  @Test
  void aListOfManyPagesThatLeadSomewhereIsComplete() throws SQLException {
    Function<String, Stream<String>> site =
        path -> {
          if (path.startsWith("/item")) {
            return Stream.of("/");
          }
          int page = path.equals("/") ? 1 : Integer.parseInt(path.substring(11));
          Stream<String> next = page < 700 ? Stream.of("/list?page=" + (page + 1)) : Stream.of();
          return page % 2 == 0
              ? Stream.concat(next, numbered("/item?id=", page * 5, page * 5 + 5))
              : Stream.concat(next, numbered("/item/", page * 5, page * 5 + 5));
        };
    assertComplete(crawl("", site), reachable(site));
  }

  /** All of the site is one script; its lists have another parameter than what they list. */
  @Test
  void aSiteOfOneScriptIsComplete() throws SQLException {
    Function<String, Stream<String>> site =
        path -> {
          if (path.contains("?p=")) {
            int number = Integer.parseInt(path.substring(4));
            return Stream.of("/?p=" + Math.max(0, number - 1));
          }
          int page = path.equals("/") ? 1 : Integer.parseInt(path.substring(8));
          Stream<String> next = page < 600 ? Stream.of("/?paged=" + (page + 1)) : Stream.of();
          return Stream.concat(next, numbered("/?p=", page * 3, page * 3 + 3));
        };
    assertComplete(crawl("", site), reachable(site));
  }

  /** Six filters of eight values each, of which every page offers every one; 20 goods. */
  private static Stream<String> shop(String path) {
    if (path.startsWith("/good") || path.equals("/")) {
      return path.equals("/") ? Stream.of("/shop?a=1") : Stream.of("/");
    }
    Map<String, String> chosen = new LinkedHashMap<>();
    for (String one : path.substring(6).split("&", -1)) {
      chosen.put(one.substring(0, 1), one.substring(2));
    }
    Stream<String> filters =
        IntStream.range(0, 48)
            .mapToObj(
                i -> {
                  Map<String, String> next = new java.util.TreeMap<>(chosen);
                  next.put(String.valueOf((char) ('a' + i % 6)), String.valueOf(i / 6));
                  return next.entrySet().stream()
                      .map(Map.Entry::toString)
                      .collect(Collectors.joining("&", "/shop?", ""));
                });
    return Stream.concat(
        filters, IntStream.range(0, 20).mapToObj(i -> "/goods/" + (char) ('a' + i)));
  }

  @Test
  void filtersOfAShopAreNotCombinedForEver() throws SQLException {
    JobContext job = crawl("", TrapsTest::shop);
    assertThat(requested.stream().filter(path -> path.startsWith("/goods/"))).hasSize(20);
    assertThat(requested).hasSizeLessThan(1_000);
    assertTrap(job, "queryExplosion", "a.example/shop?");
  }

  /** What is found later is kept out too, with the same rule; a seed never is. */
  @Test
  void aLinkIntoAShutAreaIsKeptOutAndASeedIsNot() throws SQLException {
    JobContext job = crawl("", TrapsTest::withCalendar);
    assertThat(Link.of(job, CrawlUrl.parse(SITE + "/cal/1999/1").orElseThrow(), false).rule())
        .contains("endless");
    assertThat(Link.of(job, CrawlUrl.parse(SITE + "/cal/about").orElseThrow(), false).rule())
        .isEmpty();
    assertThat(Link.of(job, CrawlUrl.parse(SITE + "/").orElseThrow(), false).rule()).isEmpty();
    long before = traps(job).get(0).excluded();
    requested.clear();
    results.store(List.of(reopened(job)));
    assertThat(traps(job).get(0).excluded()).isEqualTo(before + 1);
  }

  /** A page that is found late, and links to a month that nobody knows. */
  private Processed reopened(JobContext job) {
    crawl.offer(job, SITE + "/good/late");
    crawl.lease();
    return processed(job, SITE + "/good/late", path -> Stream.of("/cal/1999/1"));
  }
}
