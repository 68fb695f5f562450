package dev.trawl.sitemap;

import static dev.trawl.sitemap.Reading.gzip;
import static dev.trawl.sitemap.Reading.index;
import static dev.trawl.sitemap.Reading.read;
import static dev.trawl.sitemap.Reading.texts;
import static dev.trawl.sitemap.Reading.unreadable;
import static dev.trawl.sitemap.Reading.urls;
import static dev.trawl.sitemap.Reading.urlset;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.trawl.sitemap.Reading.Content;
import dev.trawl.sitemap.SitemapResult.Index;
import dev.trawl.sitemap.SitemapResult.Urls;
import dev.trawl.url.CrawlUrl;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ends early, by itself or at a limit, and what that may cost. */
class SitemapLimitsTest {
  private static final String FIRST = "<urlset><url><loc>/1</loc></url>";
  private static final String A = "https://a.example/1";
  private static final int MIB = 1024 * 1024;

  private static String locs(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "<url><loc>/" + i + "</loc></url>")
        .collect(Collectors.joining());
  }

  /** Something and then far more of something else than is read. */
  private static byte[] bomb(String start, String rest) {
    return gzip(bombContent(start, rest));
  }

  private static Content bombContent(String start, String rest) {
    byte[] block = rest.repeat(MIB / rest.length()).getBytes(UTF_8);
    return stream -> {
      stream.write(start.getBytes(UTF_8));
      for (int i = 0; i < 60; i++) {
        stream.write(block);
      }
    };
  }

  private static void assertCutAfterTheFirst(SitemapResult result) {
    Urls urls = urls(result);
    assertThat(texts(urls.urls())).containsExactly(A);
    assertThat(urls.refused()).isZero();
    assertThat(urls.cut()).isTrue();
  }

  @Test
  void fiftyThousandLocsAreReadAndNoMore() {
    Urls all = urls(urlset(locs(50_000)));
    assertThat(all.urls()).hasSize(50_000);
    assertThat(all.cut()).isFalse();
    Urls most = urls(urlset(locs(50_001)));
    assertThat(most.urls()).isEqualTo(all.urls());
    assertThat(most.cut()).isTrue();
  }

  @Test
  void refusedAndRepeatedLocsCountToo() {
    String entry = "<url><loc>ftp://a.example/</loc></url><url><loc>/1</loc></url>";
    Urls urls = urls(urlset(entry.repeat(30_000)));
    assertThat(texts(urls.urls())).containsExactly(A);
    assertThat(urls.refused()).isEqualTo(25_000);
    assertThat(urls.cut()).isTrue();
  }

  /** A file of 2 MB would hold 400 MB of URLs. */
  @Test
  void aLongBaseDoesNotFillTheMemory() {
    String folder = "https://a.example/" + "x".repeat(8_100) + "/";
    CrawlUrl base = CrawlUrl.parse(folder + "sitemap.xml").orElseThrow();
    String map = urlset(locs(50_000).replace("<loc>/", "<loc>"));
    Urls urls =
        (Urls)
            SitemapParser.parse(
                base, Optional.empty(), new ByteArrayInputStream(map.getBytes(UTF_8)));
    assertThat(texts(urls.urls())).startsWith(folder + "0").allMatch(url -> url.startsWith(folder));
    assertThat(urls.urls().stream().mapToLong(url -> url.toString().length()).sum())
        .isBetween(8L * MIB - 10_000, 9L * MIB);
    assertThat(urls.cut()).isTrue();
  }

  @Test
  void anIndexAndATextHaveTheSameLimit() {
    String map = "<sitemapindex>" + locs(50_001).replace("url>", "sitemap>") + "</sitemapindex>";
    Index index = index(read(map));
    assertThat(index.sitemaps()).hasSize(50_000);
    assertThat(index.cut()).isTrue();
    Urls text = urls("https://a.example/\n".repeat(50_001));
    assertThat(text.cut()).isTrue();
    assertThat(urls("https://a.example/\n".repeat(50_000)).cut()).isFalse();
  }

  @Test
  void whatLiesAboveFiftyMebibytesIsNotRead() {
    String end = "<url><loc>/2</loc></url></urlset>";
    String spaces = " ".repeat(SitemapParser.MOST_BYTES - FIRST.length() - end.length());
    Urls whole = urls(FIRST + spaces + end);
    assertThat(texts(whole.urls())).containsExactly(A, "https://a.example/2");
    assertThat(whole.cut()).isFalse();
    Urls cut = urls(FIRST + spaces + "  " + end);
    assertThat(texts(cut.urls())).containsExactly(A, "https://a.example/2");
    assertThat(cut.cut()).isTrue();
    assertCutAfterTheFirst(read(FIRST + spaces + " ".repeat(end.length()) + end));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<!--",
        "<?",
        "<x y='",
        "<x y=",
        "<x ",
        "<x",
        "</x",
        "<![CDATA[",
        "<!DOCTYPE x",
        "<url><loc>",
        "<url><loc><![CDATA[",
        "<url><loc>https://a.example/"
      })
  void aBombEndsAtTheLimitAndTakesNoMemory(String start) {
    byte[] bomb = bomb(FIRST + start, "x");
    assertThat(allocated(() -> assertCutAfterTheFirst(read(bomb)))).isLessThan(4 * MIB);
  }

  @Test
  void aBombInABombEndsAtTheLimitToo() {
    assertCutAfterTheFirst(read(gzip(bomb(FIRST, " "))));
    byte[] inner = gzip(bombContent(FIRST, " "));
    byte[] outer =
        gzip(
            stream -> {
              stream.write(inner);
              stream.write(new byte[60 * MIB]);
            });
    assertCutAfterTheFirst(read(outer));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", " ", "\n", "http://"})
  void aBombOfTextIsNoList(String rest) {
    byte[] bomb = bomb("", rest);
    assertThat(allocated(() -> unreadable(read(bomb)))).isLessThan(40 * MIB);
  }

  @Test
  void aLastLineThatMayBeHalfAUrlIsNone() {
    byte[] body = new byte[SitemapParser.MOST_BYTES + 1];
    Arrays.fill(body, (byte) '\n');
    System.arraycopy((A + "\n").getBytes(UTF_8), 0, body, 0, A.length() + 1);
    byte[] last = "https://a.example/20".getBytes(UTF_8);
    System.arraycopy(last, 0, body, body.length - last.length, last.length);
    assertCutAfterTheFirst(read(body));
    Urls whole = urls(read(Arrays.copyOf(body, body.length - 1)));
    assertThat(texts(whole.urls())).containsExactly(A, "https://a.example/2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<urlset><url><loc>/1</loc></url>",
        "<urlset><url><loc>/1</loc></url><url><loc>/2",
        "<urlset><url><loc>/1</loc></url><url><loc>/2</lo",
        "<urlset><url><loc>/1</loc><image:loc>/2</image:loc>"
      })
  void whatBreaksOffGivesWhatWasReadBefore(String map) {
    assertCutAfterTheFirst(read(map));
  }

  @Test
  void packedDataMayBreakOffOrBeBroken() {
    byte[] packed = gzip(urlset(locs(10_000)).getBytes(UTF_8));
    Urls half = urls(read(Arrays.copyOf(packed, packed.length / 2)));
    assertThat(half.urls()).hasSizeBetween(2_000, 9_000);
    assertThat(half.cut()).isTrue();
    Arrays.fill(packed, packed.length / 2, packed.length / 2 + 100, (byte) 0xff);
    Urls broken = urls(read(packed));
    assertThat(broken.urls()).hasSizeBetween(2_000, 9_999);
    assertThat(broken.cut()).isTrue();
  }

  @Test
  void nestingDoesNotMatter() {
    int levels = 200_000;
    Urls urls =
        urls(
            FIRST
                + "<url>"
                + "<a>".repeat(levels)
                + "</a>".repeat(levels)
                + "<loc>/2</loc></url></urlset>");
    assertThat(texts(urls.urls())).containsExactly(A, "https://a.example/2");
    assertThat(urls.cut()).isFalse();
    assertCutAfterTheFirst(read(bomb(FIRST, "<a>")));
    unreadable(read("<a>".repeat(levels)));
  }

  @Test
  void aLocIsRefusedAboveALength() {
    String longest = "/" + "x".repeat(CrawlUrl.LONGEST_LINK - "https://a.example/".length());
    assertThat(urls(urlset("<url><loc>" + longest + "</loc></url>")).urls()).hasSize(1);
    for (String longer :
        new String[] {longest + "x", longest.repeat(100), "/" + "é".repeat(3_000)}) {
      Urls urls = urls(urlset("<url><loc>" + longer + "</loc></url><url><loc>/1</loc></url>"));
      assertThat(texts(urls.urls())).containsExactly(A);
      assertThat(urls.refused()).isOne();
    }
  }

  /** In bytes, by this thread. */
  private static long allocated(Runnable reading) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    reading.run();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }
}
