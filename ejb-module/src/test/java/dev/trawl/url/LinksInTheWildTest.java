package dev.trawl.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** References as pages have them, all found at the same place. */
class LinksInTheWildTest {
  private static final CrawlUrl PAGE = url("http://example.org/docs/guide/page.html?v=1");

  @ParameterizedTest(name = "[{0}] is {1}")
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "other.html, http://example.org/docs/guide/other.html",
        "/top, http://example.org/top",
        "./a, http://example.org/docs/guide/a",
        "../a, http://example.org/docs/a",
        "../../../../a, http://example.org/a",
        ".., http://example.org/docs/",
        "., http://example.org/docs/guide/",
        "a/../b/./c, http://example.org/docs/guide/b/c",
        "a/.., http://example.org/docs/guide/",
        "..., http://example.org/docs/guide/...",
        "%2e%2E/a, http://example.org/docs/a",
        ".%2e/a, http://example.org/docs/a",
        "%2e, http://example.org/docs/guide/",
        "a//b, http://example.org/docs/guide/a//b",
        "//cdn.example.com/x, http://cdn.example.com/x",
        "///cdn.example.com/x, http://cdn.example.com/x",
        "http:other, http://example.org/docs/guide/other",
        "https:other/x, https://other/x",
        "http:/top, http://example.org/top",
        "https:///h/x, https://h/x",
        "page:1, ",
        "./page:1, http://example.org/docs/guide/page:1",
      })
  void aRelativeReferenceIsResolvedAgainstThePage(String reference, String expected) {
    assertResolves(reference, expected);
  }

  @ParameterizedTest(name = "[{0}] is {1}")
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "?q, http://example.org/docs/guide/page.html?q",
        "?, http://example.org/docs/guide/page.html?",
        "?a=b?c, http://example.org/docs/guide/page.html?a=b?c",
        "?a/../b, http://example.org/docs/guide/page.html?a/../b",
        "x?q=it's, http://example.org/docs/guide/x?q=it%27s",
        "x?q=<a b>, http://example.org/docs/guide/x?q=%3Ca%20b%3E",
        "#top, http://example.org/docs/guide/page.html?v=1",
        "``, http://example.org/docs/guide/page.html?v=1",
        "x#top, http://example.org/docs/guide/x",
        "x#?y, http://example.org/docs/guide/x",
        "x?y#z?, http://example.org/docs/guide/x?y",
      })
  void aQueryStaysAndAFragmentGoes(String reference, String expected) {
    assertResolves(reference, expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "my file.html",
        "my\u0000file.html",
        "my\"file<.html",
        "mÿ file.html",
        "my{file}^`.html",
        "100%.html",
        "😀.html",
        "\uD83D.html"
      })
  void whatMayNotStandInAPathIsPercentEncoded(String reference) {
    assertThat(PAGE.resolve(reference).orElseThrow().path())
        .matches("/docs/guide/[!-~&&[^ \"<>`{}^]]+");
  }

  @Test
  void percentEncodingThatIsThereStaysAsItIs() {
    assertResolves("%41%zz%c3%A9%2f", "http://example.org/docs/guide/%41%zz%c3%A9%2f");
  }

  @Test
  void backslashesAreSlashes() {
    assertResolves("\\top\\sub\\x", "http://example.org/top/sub/x");
    assertResolves("..\\x", "http://example.org/docs/x");
    assertResolves("\\\\other.example\\x", "http://other.example/x");
    assertResolves("http:\\\\other.example\\x", "http://other.example/x");
    assertResolves("x?a\\b", "http://example.org/docs/guide/x?a\\b");
  }

  @Test
  void spacesAroundAndLineBreaksInsideAreDropped() {
    assertResolves(" \n other.html\t", "http://example.org/docs/guide/other.html");
    assertResolves("oth\n\r\ter.html", "http://example.org/docs/guide/other.html");
    assertResolves("ht\ntp://oth\ter.example/", "http://other.example/");
    assertResolves("\u0000\u001Fx\u0001", "http://example.org/docs/guide/x");
    assertResolves(".\n./x", "http://example.org/docs/x");
  }

  @Test
  void aSpaceNoAsciiKnowsIsNotDropped() {
    assertResolves("\u00A0x", "http://example.org/docs/guide/%C2%A0x");
  }

  @Test
  void schemeAndHostAreInLowerCase() {
    assertResolves("HTTPS://WWW.Example.ORG/Path", "https://www.example.org/Path");
  }

  @Test
  void theDefaultPortIsLeftOut() {
    assertResolves("http://h:80/", "http://h/");
    assertResolves("https://h:443/", "https://h/");
    assertResolves("http://h:443/", "http://h:443/");
    assertResolves("http://h:/", "http://h/");
    assertResolves("http://h:00080/", "http://h/");
    assertResolves("http://h:0/", "http://h:0/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://h:65536/",
        "http://h:99999999999999999999/",
        "http://h:8a/",
        "http://h:-1/",
        "http://:80/"
      })
  void aPortThatIsNoneIsAFailure(String reference) {
    assertFails(reference);
  }

  @ParameterizedTest(name = "[{0}] is {1}")
  @CsvSource({
    "http://bücher.example/, http://xn--bcher-kva.example/",
    "http://BÜCHER.example/, http://xn--bcher-kva.example/",
    "http://faß.example/, http://xn--fa-hia.example/",
    "http://例え.テスト/, http://xn--r8jz45g.xn--zckzah/",
    "http://b%C3%BCcher.example/, http://xn--bcher-kva.example/",
    "http://ex%61mple.org/, http://example.org/",
    "http://example。org/, http://example.org/",
    "http://ｅｘａｍｐｌｅ.org/, http://example.org/",
    "http://☕.example/, http://xn--53h.example/",
    "http://-a_b-.example/, http://-a_b-.example/",
    "http://ü--ü-.example/, http://xn------goac.example/",
  })
  void aHostInAnyScriptIsInPunycode(String reference, String expected) {
    assertThat(PAGE.resolve(reference).map(CrawlUrl::host)).contains(url(expected).host());
    assertThat(url(expected)).hasToString(expected);
  }

  @Test
  void trailingDotsOfAHostArePartOfIt() {
    assertResolves("http://example.org./x", "http://example.org./x");
    assertResolves("http://example.org../x", "http://example.org../x");
  }

  @ParameterizedTest(name = "[{0}] is {1}")
  @CsvSource({
    "http://127.1/, 127.0.0.1",
    "http://2130706433/, 127.0.0.1",
    "http://0x7f.0.0.1/, 127.0.0.1",
    "http://0177.0.0.01/, 127.0.0.1",
    "http://0X7F000001/, 127.0.0.1",
    "http://127.0.0.1./, 127.0.0.1",
    "http://0x/, 0.0.0.0",
    "http://１２７.０.０.１/, 127.0.0.1",
    "http://1.2.65535/, 1.2.255.255",
    "http://[::ffff:127.0.0.1]/, [::ffff:7f00:1]",
    "http://[0:0:0:1:0:0:0:1]/, [::1:0:0:0:1]",
    "http://[1:0:0:2:0:0:3:4]/, [1::2:0:0:3:4]",
    "http://[2001:DB8::]/, [2001:db8::]",
    "http://[::]/, [::]",
    "http://[1:2:3:4:5:6:7::]/, [1:2:3:4:5:6:7:0]",
    "http://[::2:3:4:5:6:7:8]/, [0:2:3:4:5:6:7:8]",
  })
  void anAddressHasOneSpelling(String reference, String host) {
    assertThat(PAGE.resolve(reference).map(CrawlUrl::host)).contains(host);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://1.2.3.256/",
        "http://1.2.3.4.5/",
        "http://08.1.1.1/",
        "http://a.1/",
        "http://[1:2:3]/",
        "http://[1::2::3]/",
        "http://[fe80::1%25eth0]/",
        "http://[::1/",
        "http://a b/",
        "http://a%00b/",
        "http://a%2fb/",
        "http://%ff/",
        "http://\uD83D/",
        "http://xn--ü/",
        "http://\u00AD/",
        "http://user@/",
        "http://",
        "http:///?x",
      })
  void aHostThatIsNoneIsAFailure(String reference) {
    assertFails(reference);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mailto:me@example.org",
        "javascript:void(0)",
        "data:text/html,x",
        "tel:+4912345",
        "ftp://example.org/x",
        "file:///etc/passwd",
        "about:blank",
        "blob:http://example.org/x",
        "httpx://example.org/",
        "JavaScript:void(0)",
        "java\nscript:void(0)",
      })
  void anotherSchemeIsNotCrawled(String reference) {
    assertFails(reference);
  }

  @Test
  void aRelativeReferenceIsNoUrlByItself() {
    assertThat(CrawlUrl.parse("page.html")).isEmpty();
    assertThat(CrawlUrl.parse("//h/")).isEmpty();
    assertThat(CrawlUrl.parse("")).isEmpty();
  }

  @Test
  void aNameLongerThanTheDnsAllowsDoesNotKeepPunycodeBusy() {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < 100_000; i++) {
      name.append((char) (0x4E00 + i % 20_000));
    }
    assertThat(CrawlUrl.parse("http://" + name + "/")).isEmpty();
    assertThat(CrawlUrl.parse("http://" + name.substring(0, 999) + "/")).isPresent();
  }

  @Test
  void aPathOfAHundredThousandDotSegmentsTakesNoTime() {
    assertResolves("a/".repeat(100_000) + "../".repeat(100_000), "http://example.org/docs/guide/");
  }

  @Test
  void aQueryIsInThePagesEncodingAndAPathNever() {
    assertThat(PAGE.resolve("é?q=é", Charset.forName("windows-1252")).orElseThrow())
        .hasToString("http://example.org/docs/guide/%C3%A9?q=%E9");
    assertThat(PAGE.resolve("?q=表", Charset.forName("windows-31j")).orElseThrow().query())
        .contains("q=%95\\");
    assertThat(PAGE.resolve("?q=é", StandardCharsets.UTF_8).orElseThrow().query())
        .contains("q=%C3%A9");
  }

  @Test
  void whatThePagesEncodingLacksIsANumericCharacterReference() {
    assertThat(PAGE.resolve("?q=a☕é\uD83D'", Charset.forName("windows-1252")).orElseThrow().query())
        .contains("q=a%26%239749%3B%E9%26%2365533%3B%27");
  }

  private static void assertResolves(String reference, String expected) {
    assertThat(PAGE.resolve(reference).map(CrawlUrl::toString).orElse(null)).isEqualTo(expected);
  }

  private static void assertFails(String reference) {
    assertThat(PAGE.resolve(reference)).isEmpty();
  }

  private static CrawlUrl url(String text) {
    return CrawlUrl.parse(text).orElseThrow();
  }
}
