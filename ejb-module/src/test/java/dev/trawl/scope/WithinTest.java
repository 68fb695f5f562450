package dev.trawl.scope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.url.CrawlUrl;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WithinTest {

  @Test
  void hostIsTheSameForBothSchemesAndTheirDefaultPorts() {
    assertInside(
        Within.HOST,
        "http://h/x/y",
        "http://h/",
        "https://h/",
        "http://h:80/z",
        "https://h:443/",
        "http://H/a");
    assertOutside(
        Within.HOST,
        "http://h/",
        "http://h:8080/",
        "https://h:80/",
        "http://www.h/",
        "http://h./",
        "http://hh/");
    assertInside(Within.HOST, "http://h:8080/", "https://h:8080/");
    assertOutside(Within.HOST, "http://h:8080/", "http://h/");
  }

  @Test
  void credentialsMakeNoOtherHost() {
    assertInside(Within.HOST, "http://me:secret@h/", "http://h/");
  }

  @Test
  void domainIsTheRegisteredOneOnAnyPort() {
    assertInside(
        Within.DOMAIN,
        "http://www.example.co.uk/",
        "https://example.co.uk/",
        "http://a.b.example.co.uk:8080/",
        "http://example.co.uk./");
    assertOutside(
        Within.DOMAIN,
        "http://www.example.co.uk/",
        "http://other.co.uk/",
        "http://co.uk/",
        "http://myexample.co.uk/",
        "http://example.com/");
  }

  @Test
  void neighboursUnderAPublicSuffixAreOtherDomains() {
    assertInside(Within.DOMAIN, "http://alice.github.io/", "http://x.alice.github.io/");
    assertOutside(
        Within.DOMAIN,
        "http://alice.github.io/",
        "http://bob.github.io/",
        "http://github.io/",
        "http://github.com/");
  }

  @Test
  void domainsInOtherScriptsAreKnown() {
    assertInside(Within.DOMAIN, "http://bücher.de/", "http://www.xn--bcher-kva.de/");
    assertInside(Within.DOMAIN, "http://пример.рф/", "http://a.пример.рф/");
    assertOutside(Within.DOMAIN, "http://пример.рф/", "http://другой.рф/");
  }

  @Test
  void whatHasNoRegisteredDomainIsComparedAsAHost() {
    assertInside(Within.DOMAIN, "http://127.0.0.1/", "https://127.0.0.1:8443/", "http://127.1/");
    assertOutside(Within.DOMAIN, "http://127.0.0.1/", "http://1.0.0.1/", "http://0.0.1/");
    assertInside(Within.DOMAIN, "http://[::1]/", "http://[::1]:81/");
    assertOutside(Within.DOMAIN, "http://[::1]/", "http://[::2]/");
    assertInside(Within.DOMAIN, "http://localhost/", "http://localhost:8080/");
    assertOutside(Within.DOMAIN, "http://a.intranet/", "http://b.intranet/", "http://intranet/");
  }

  @Test
  void prefixIsTheFolderOfTheSeed() {
    assertInside(
        Within.PREFIX,
        "http://h/docs/start.html",
        "http://h/docs/",
        "https://h/docs/a/b?x",
        "http://h/docs/x");
    assertOutside(
        Within.PREFIX,
        "http://h/docs/start.html",
        "http://h/",
        "http://h/docs",
        "http://h/docs2/",
        "http://h/Docs/",
        "http://g/docs/",
        "http://h:81/docs/");
    assertInside(Within.PREFIX, "http://h/docs?a/b", "http://h/x");
  }

  @Test
  void prefixKnowsWhichFolderBelongsToWhichHost() {
    Scope scope = scope(Within.PREFIX, "http://a/one/", "http://a/two/", "http://b/three/");
    assertThat(scope.decide(url("http://a/two/x"), 1).accepted()).isTrue();
    assertThat(scope.decide(url("http://b/one/x"), 1).accepted()).isFalse();
  }

  @Test
  void anyIsTheWholeWeb() {
    assertInside(Within.ANY, "http://h/", "https://example.com:1/x");
  }

  @Test
  void eachHasANameOnTheWire() {
    assertThat(Stream.of(Within.values()).map(Within::wireName))
        .containsExactly("host", "domain", "prefix", "any");
    assertThat(Within.ofWireName("prefix")).contains(Within.PREFIX);
    assertThat(Within.ofWireName("Host")).isEmpty();
  }

  private static void assertInside(Within within, String seed, String... urls) {
    assertThat(urls).allMatch(url -> scope(within, seed).decide(url(url), 1).accepted());
  }

  private static void assertOutside(Within within, String seed, String... urls) {
    assertThat(urls)
        .allMatch(url -> scope(within, seed).decide(url(url), 1).rule().equals("within"));
  }

  private static Scope scope(Within within, String... seeds) {
    List<CrawlUrl> urls = Stream.of(seeds).map(WithinTest::url).toList();
    return Scope.of(new ScopeSpec(within, List.of(), List.of(), 64), urls, List.of());
  }

  private static CrawlUrl url(String text) {
    return CrawlUrl.parse(text).orElseThrow();
  }
}
