package dev.trawl.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CrawlUrlTest {
  private static final CrawlUrl FULL =
      url("https://me:secret@Example.org:8443/a/b/c.html?x=1&y#frag");

  @Test
  void eachPartIsInSerialisedForm() {
    assertThat(FULL.scheme()).isEqualTo("https");
    assertThat(FULL.host()).isEqualTo("example.org");
    assertThat(FULL.port()).isEqualTo(8443);
    assertThat(FULL.origin()).isEqualTo("https://example.org:8443");
    assertThat(FULL.authority()).isEqualTo("example.org:8443");
    assertThat(FULL.path()).isEqualTo("/a/b/c.html");
    assertThat(FULL.query()).contains("x=1&y");
    assertThat(FULL.requestTarget()).isEqualTo("/a/b/c.html?x=1&y");
    assertThat(FULL.folder()).isEqualTo("/a/b/");
    assertThat(FULL).hasToString("https://me:secret@example.org:8443/a/b/c.html?x=1&y");
  }

  @Test
  void aBareHostHasARootPathTheDefaultPortAndNoQuery() {
    CrawlUrl bare = url("http://h");
    assertThat(bare).hasToString("http://h/");
    assertThat(bare.port()).isEqualTo(80);
    assertThat(url("https://h").port()).isEqualTo(443);
    assertThat(bare.origin()).isEqualTo("http://h");
    assertThat(bare.authority()).isEqualTo("h");
    assertThat(bare.requestTarget()).isEqualTo("/");
    assertThat(bare.folder()).isEqualTo("/");
    assertThat(bare.query()).isEmpty();
  }

  @Test
  void anEmptyQueryIsAnotherUrlThanNone() {
    assertThat(url("http://h/?").query()).contains("");
    assertThat(url("http://h/?").requestTarget()).isEqualTo("/?");
    assertThat(url("http://h/?")).isNotEqualTo(url("http://h/"));
  }

  @Test
  void aSlashInTheQueryEndsNoFolder() {
    assertThat(url("http://h/a/b?x/y/z").folder()).isEqualTo("/a/");
  }

  @Test
  void urlsAreEqualByTheirSerialisedForm() {
    assertThat(url("HTTP://H:80/%7ea#x"))
        .isEqualTo(url("http://h/%7ea"))
        .hasSameHashCodeAs(url("http://h/%7ea"));
    assertThat(url("http://h/%7ea")).isNotEqualTo(url("http://h/~a"));
    assertThat(url("http://h/")).isNotEqualTo(url("https://h/"));
  }

  @Test
  void credentialsAreKeptAndTold() {
    assertThat(FULL.hasCredentials()).isTrue();
    assertThat(url("http://me@h/").hasCredentials()).isTrue();
    assertThat(url("http://:@h/").hasCredentials()).isFalse();
    assertThat(url("http://h/@").hasCredentials()).isFalse();
    assertThat(url("http://a:b@c@h/")).hasToString("http://a:b%40c@h/");
    assertThat(url("http://a@b:c@h/")).hasToString("http://a%40b:c@h/");
  }

  @Test
  void partsOfAnAddressWithCredentialsComeFromTheBase() {
    assertThat(FULL.resolve("d").orElseThrow())
        .hasToString("https://me:secret@example.org:8443/a/b/d");
    assertThat(FULL.resolve("/d").orElseThrow().port()).isEqualTo(8443);
    assertThat(FULL.resolve("//h/d").orElseThrow().hasCredentials()).isFalse();
  }

  /**
   * The database refuses U+0000 and lone surrogates in text; a URL can hold neither, whatever the
   * link was.
   */
  @Test
  void theSerialisedFormIsPrintableAsciiWhateverTheInputWas() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      String reference =
          random
              .ints(12, 0, 0x10000)
              .collect(StringBuilder::new, CrawlUrlTest::mostlyAscii, StringBuilder::append)
              .toString();
      FULL.resolve(reference).ifPresent(CrawlUrlTest::assertStable);
      CrawlUrl.parse("http://h/\u0000\uDC00?" + reference + "\uD800")
          .ifPresent(CrawlUrlTest::assertStable);
    }
  }

  private static void mostlyAscii(StringBuilder text, int random) {
    text.append((char) (random < 0xE000 ? random % 0x80 : random % 0x1000 + 0xD000));
  }

  private static void assertStable(CrawlUrl url) {
    assertThat(url.toString()).matches("[!-~]+");
    assertThat(CrawlUrl.parse(url.toString())).contains(url);
  }

  private static String field(String value) {
    return url("http://h/dir/page").resolveField(value).orElseThrow().toString();
  }

  /** Its characters were encoded once more, so that what was requested was another URL. */
  @Test
  void aByteOfAHeaderFieldStandsForItself() {
    assertThat(field("/stra\u00C3\u009Fe?\u00C3\u009F#x")).isEqualTo("http://h/stra%C3%9Fe?%C3%9F");
    assertThat(field("\u00E9")).isEqualTo("http://h/dir/%E9");
    assertThat(field("//stra\u00C3\u009Fe.example/%C3%9F"))
        .isEqualTo("http://xn--strae-oqa.example/%C3%9F");
    assertThat(field("a b")).isEqualTo("http://h/dir/a%20b");
    assertThat(url("http://h/").resolveField("//\u00FF/")).isEmpty();
  }

  @Test
  void aHeaderFieldOfOtherCharactersThanBytesWasDecodedBefore() {
    assertThat(field("/\u65E5\u00DF")).isEqualTo("http://h/%E6%97%A5%C3%9F");
  }

  private static CrawlUrl url(String text) {
    return CrawlUrl.parse(text).orElseThrow();
  }
}
