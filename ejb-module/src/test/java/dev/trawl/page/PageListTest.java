package dev.trawl.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.database.Part;
import dev.trawl.database.Sql;
import dev.trawl.database.TestDatabase;
import dev.trawl.frontier.Frontiers;
import dev.trawl.frontier.JobContext;
import dev.trawl.url.CrawlUrl;
import dev.trawl.url.UrlId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lists of pages, of which each call looks at so many that it answers at once. */
@Timeout(60)
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class PageListTest {
  private static final PageFilter ALL =
      new PageFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  private final Connection connection;
  private final Pages pages = new Pages();
  private final JobContext job;
  private final JobContext other;

  PageListTest() throws SQLException {
    TestDatabase.clear();
    connection = TestDatabase.connect();
    pages.em = TestDatabase.entityManager(connection);
    Frontiers crawl = new Frontiers(connection);
    job = crawl.job();
    other = crawl.job();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private static String url(int number) {
    return "http://h" + number % 3 + ".example/" + number;
  }

  /**
   * Stores so many pages. Every tenth has 404, every hundredth 500, every thousandth no answer.
   *
   * @param first their first number
   */
  private void store(JobContext of, int first, int count) {
    UUID[] ids =
        IntStream.range(first, first + count)
            .mapToObj(i -> UrlId.of(of.num(), CrawlUrl.parse(url(i)).orElseThrow()))
            .toArray(UUID[]::new);
    String[] urls =
        IntStream.range(first, first + count).mapToObj(PageListTest::url).toArray(String[]::new);
    Sql.update(
        connection,
        "INSERT INTO url (id, url, depth, hops) SELECT id, url, 1, 0 FROM unnest(?, ?) AS n (id, url)",
        ids,
        urls);
    Sql.update(
        connection,
        """
        INSERT INTO page (id, job, status, content_type, title, fetched_at, duration_ms, node)
        SELECT id, ?, CASE WHEN n % 1000 = 0 THEN NULL WHEN n % 100 = 0 THEN 500 WHEN n % 10 = 0 THEN 404 ELSE 200 END,
               'Text/HTML; charset=utf-8', 'Page ' || n, now(), 1, 'n1'
        FROM (SELECT id, row_number() OVER () - 1 + ? AS n FROM unnest(?) AS i (id)) numbered
        ORDER BY n
        """,
        of.num(),
        first,
        ids);
  }

  private void linking(byte[] outlinks) {
    Sql.update(connection, "UPDATE page SET outlinks = ? WHERE job = ?", outlinks, job.num());
  }

  private static PageFilter status(String status) {
    return new PageFilter(
        Optional.of(StatusRange.parse(status).orElseThrow()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static PageFilter text(String text) {
    return new PageFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(text));
  }

  /** All parts, from the newest page on. */
  private List<Part<PageView>> parts(PageFilter filter, int limit) {
    List<Part<PageView>> parts = new ArrayList<>();
    Optional<Long> next = Optional.of(Long.MAX_VALUE);
    while (next.isPresent()) {
      Part<PageView> part = pages.list(job.num(), filter, next.get(), limit);
      parts.add(part);
      next = part.next();
    }
    return parts;
  }

  private static List<String> urls(List<Part<PageView>> parts) {
    return parts.stream().flatMap(part -> part.items().stream()).map(PageView::url).toList();
  }

  @Test
  void withoutAFilterAllPartsAreFullButTheLast() {
    store(job, 0, 25);
    store(other, 0, 25);
    List<Part<PageView>> parts = parts(ALL, 10);
    assertThat(parts).extracting(part -> part.items().size()).containsExactly(10, 10, 5);
    assertThat(urls(parts))
        .containsExactlyElementsOf(IntStream.range(0, 25).mapToObj(i -> url(24 - i)).toList());
  }

  @Test
  void whatIsFarBackIsFoundByGoingOnOverPartsWithoutItems() {
    store(job, 0, 2 * Pages.WINDOW + 1);
    List<Part<PageView>> parts = parts(text("/0"), 10);
    assertThat(urls(parts)).containsExactly(url(0));
    assertThat(parts).extracting(part -> part.items().size()).containsExactly(0, 0, 1);
  }

  @Test
  void aPartWithoutItemsIsTheLastOnlyIfNoPageIsOlder() {
    store(job, 0, Pages.WINDOW);
    assertThat(parts(text("nowhere"), 10)).hasSize(1);
    store(job, Pages.WINDOW, 1);
    assertThat(parts(text("nowhere"), 10)).hasSize(2);
  }

  @Test
  void nothingIsLeftOutOrRepeatedWhetherPartsAreFullOrNot() {
    int count = 2 * Pages.WINDOW + 500;
    store(other, 0, 10);
    store(job, 0, count);
    List<String> failed =
        IntStream.range(0, count)
            .map(i -> count - 1 - i)
            .filter(i -> i % 100 == 0 && i % 1000 != 0)
            .mapToObj(PageListTest::url)
            .toList();
    for (int limit : List.of(7, 50, 1_000)) {
      assertThat(urls(parts(status("500"), limit))).as("by " + limit).isEqualTo(failed);
    }
  }

  /** Fifty of them, deflated to a megabyte altogether, were decoded into 4 GB. */
  @Test
  void whatHasVeryManyOutlinksIsListedInSmallParts() {
    store(job, 0, 20);
    linking(Outlinks.encode(LongLinks.alike(300), link -> false));
    assertThat(parts(ALL, 50)).extracting(part -> part.items().size()).containsExactly(13, 7);
    assertThat(parts(text("/1"), 10))
        .extracting(part -> part.items().size())
        .containsExactly(10, 1);
    List<String> all = IntStream.range(0, 20).mapToObj(i -> url(19 - i)).toList();
    for (int limit : List.of(1, 13, 50)) {
      assertThat(urls(parts(ALL, limit))).as("by " + limit).isEqualTo(all);
    }
  }

  @Test
  void whatHasOutlinksThatCannotBeCompressedIsListedInSmallParts() {
    store(job, 0, 6);
    linking(Outlinks.encode(LongLinks.noise(new SplittableRandom(1)), link -> false));
    assertThat(parts(ALL, 50)).extracting(part -> part.items().size()).containsExactly(4, 2);
    assertThat(parts(status("2xx"), 50))
        .extracting(part -> part.items().size())
        .containsExactly(4, 1);
    assertThat(urls(parts(ALL, 50)))
        .containsExactlyElementsOf(IntStream.range(0, 6).mapToObj(i -> url(5 - i)).toList());
  }

  @Test
  void anExportIsReadInPartsThatAreSmallWhereOutlinksAreMany() {
    store(job, 0, 10);
    store(other, 0, 10);
    assertThat(exported(4)).containsExactly(4, 4, 2);
    linking(Outlinks.encode(LongLinks.noise(new SplittableRandom(1)), link -> false));
    assertThat(exported(500)).containsExactly(4, 4, 2);
    assertThat(exported(3)).containsExactly(3, 3, 3, 1);
  }

  /** The sizes of all parts, in which each page is once, in the order of the ids. */
  private List<Integer> exported(int limit) {
    List<Integer> sizes = new ArrayList<>();
    List<PageView> all = new ArrayList<>();
    List<PageView> part = pages.export(job.num(), Optional.empty(), limit);
    while (!part.isEmpty()) {
      sizes.add(part.size());
      all.addAll(part);
      part = pages.export(job.num(), Optional.of(all.get(all.size() - 1).id()), limit);
    }
    assertThat(all)
        .extracting(PageView::url)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 10).mapToObj(PageListTest::url).toList());
    assertThat(all).extracting(page -> page.id().toString()).isSorted();
    return sizes;
  }

  @Test
  void pagesThatAreStoredMeanwhileDoNotDisturb() {
    store(job, 0, Pages.WINDOW + 1);
    Part<PageView> first = pages.list(job.num(), text("/0"), Long.MAX_VALUE, 10);
    assertThat(first.items()).isEmpty();
    store(job, Pages.WINDOW + 1, 100);
    Part<PageView> second = pages.list(job.num(), text("/0"), first.next().orElseThrow(), 10);
    assertThat(second.items()).extracting(PageView::url).containsExactly(url(0));
    assertThat(second.next()).isEmpty();
  }

  @Test
  void statusesAreAskedForOneByOneByClassOrAsNone() {
    store(job, 0, 1_001);
    assertThat(urls(parts(status("404"), 1_000))).hasSize(90).contains(url(10));
    assertThat(urls(parts(status("4xx"), 1_000))).hasSize(90).contains(url(10));
    assertThat(urls(parts(status("5xx"), 1_000))).hasSize(9).contains(url(100));
    assertThat(urls(parts(status("2xx"), 1_000))).hasSize(900);
    assertThat(urls(parts(status("none"), 1_000))).containsExactly(url(1_000), url(0));
    assertThat(urls(parts(status("3xx"), 1_000))).isEmpty();
  }

  @Test
  void allThatAFilterSaysMustHold() {
    store(job, 0, 100);
    PageFilter filter =
        new PageFilter(
            StatusRange.parse("2xx"),
            Optional.of("H1.example"),
            Optional.of("text/html"),
            Optional.of("PAGE 1"));
    assertThat(urls(parts(filter, 1_000))).containsExactly(url(19), url(16), url(13), url(1));
  }

  @Test
  void aHostIsAskedForWithOrWithoutItsPort() {
    store(
        "http://[2001:db8::1]:8080/",
        "http://[2001:db8::2]/",
        "http://h.example/a:1/b@c",
        "http://h.example:8080/",
        "http://me:pw@h.example:8080/?x@y",
        "http://me@h.example/");
    assertThat(ofHost("[2001:db8::1]")).containsExactly("http://[2001:db8::1]:8080/");
    assertThat(ofHost("[2001:DB8::1]:8080")).containsExactly("http://[2001:db8::1]:8080/");
    assertThat(ofHost("[2001:db8::2]")).containsExactly("http://[2001:db8::2]/");
    assertThat(ofHost("[2001")).isEmpty();
    assertThat(ofHost("[2001:db8:")).isEmpty();
    assertThat(ofHost("h.example")).hasSize(4);
    assertThat(ofHost("h.example:8080"))
        .containsExactly("http://me:pw@h.example:8080/?x@y", "http://h.example:8080/");
    assertThat(ofHost("me")).isEmpty();
  }

  private void store(String... urls) {
    UUID[] ids =
        Stream.of(urls)
            .map(url -> UrlId.of(job.num(), CrawlUrl.parse(url).orElseThrow()))
            .toArray(UUID[]::new);
    Sql.update(
        connection,
        "INSERT INTO url (id, url, depth, hops) SELECT id, url, 1, 0 FROM unnest(?, ?) AS n (id, url)",
        ids,
        urls);
    Sql.update(
        connection,
        """
        INSERT INTO page (id, job, fetched_at, duration_ms, node)
        SELECT id, ?, now(), 1, 'n1' FROM unnest(?) WITH ORDINALITY AS i (id, at) ORDER BY at
        """,
        job.num(),
        ids);
  }

  private List<String> ofHost(String host) {
    PageFilter filter =
        new PageFilter(Optional.empty(), Optional.of(host), Optional.empty(), Optional.empty());
    return urls(parts(filter, 10));
  }

  @Test
  void signsOfPatternsMeanThemselves() {
    store(job, 0, 20);
    assertThat(urls(parts(text("%"), 10))).isEmpty();
    assertThat(urls(parts(text("Page_1"), 10))).isEmpty();
    assertThat(urls(parts(text("e\\"), 10))).isEmpty();
  }
}
