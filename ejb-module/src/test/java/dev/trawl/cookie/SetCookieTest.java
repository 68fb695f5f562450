package dev.trawl.cookie;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.url.CrawlUrl;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a Set-Cookie field, by the sections of RFC 6265. */
class SetCookieTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private static Optional<Cookie> parse(String field, String url) {
    return SetCookie.parse(field, CrawlUrl.parse(url).orElseThrow(), NOW);
  }

  private static Optional<Cookie> parse(String field) {
    return parse(field, "http://www.example.com/shop/list?q=/x/");
  }

  /** Section 5.2, steps 1 to 5. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a=b                 | a   | b",
        "a=b; Path=/         | a   | b",
        "a=                  | a   | ``",
        "a=b=c               | a   | b=c",
        "`  a  =  b c  ;x`   | a   | b c",
        "a=\"b\"             | a   | \"b\"",
        "a=\"b;c\"           | a   | \"b",
        "a b=c               | a b | c",
        "a=b;;;              | a   | b",
        "a=1,b=2             | a   | 1,b=2",
      })
  void nameAndValueStandBeforeTheFirstSemicolon(String field, String name, String value) {
    assertThat(parse(field))
        .get()
        .satisfies(
            cookie -> {
              assertThat(cookie.name()).isEqualTo(name);
              assertThat(cookie.value()).isEqualTo(value);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        ";a=b",
        "a;b=c",
        "=b",
        " =b",
        "a=\u00e9",
        "a=b\u0000",
        "a=b; Path=/\u00ff"
      })
  void whatHasNoNameOrCannotBeSentIsNoCookie(String field) {
    assertThat(parse(field)).isEmpty();
  }

  @Test
  void aCookieHasAtMostFourKilobytes() {
    assertThat(parse("a=" + "b".repeat(4_095))).isPresent();
    assertThat(parse("a=" + "b".repeat(4_096))).isEmpty();
    assertThat(parse("a=b; Path=/" + "c".repeat(1_024))).isEmpty();
  }

  @Test
  void withoutAttributesItIsForTheHostAndTheFolderAndLastsAsLongAsTheSession() {
    assertThat(parse("a=b"))
        .contains(new Cookie("a", "b", "www.example.com", true, "/shop", false, Optional.empty()));
  }

  /** Section 5.2.3, and steps 4 to 6 of section 5.3. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "www.example.com   | example.com            | example.com     | false",
        "www.example.com   | .example.com           | example.com     | false",
        "www.example.com   | EXAMPLE.com            | example.com     | false",
        "www.example.com   | www.example.com        | www.example.com | false",
        "www.example.com   | ''                     | www.example.com | true",
        "www.example.com   | .                      | www.example.com | true",
        "example.com       | example.com            | example.com     | false",
        "shop.example.co.uk| example.co.uk          | example.co.uk   | false",
        "localhost         | localhost              | localhost       | true",
        "a.corp.internal   | corp.internal          | corp.internal   | false",
        "127.0.0.1         | 127.0.0.1              | 127.0.0.1       | false",
        "[::1]             | [::1]                  | [::1]           | true",
        // A public suffix that has pages of its own.
        "github.io         | github.io              | github.io       | true",
      })
  void theDomainIsTheHostOrAboveIt(String host, String domain, String kept, boolean hostOnly) {
    assertThat(parse("a=b; Domain=" + domain, "http://" + host + "/"))
        .get()
        .satisfies(
            cookie -> {
              assertThat(cookie.domain()).isEqualTo(kept);
              assertThat(cookie.hostOnly()).isEqualTo(hostOnly);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "www.example.com, other.example",
    "www.example.com, a.www.example.com",
    "www.example.com, ample.com",
    "www.example.com, com",
    "www.example.com, ..example.com",
    "www.example.com, example.com.",
    "www.example.co.uk, co.uk",
    "someone.github.io, github.io",
    "a.kawasaki.jp, a.kawasaki.jp.",
    "x.localhost, localhost",
    "127.0.0.1, 0.0.1",
    "127.0.0.1, 1",
  })
  void aCookieForOthersIsRefused(String host, String domain) {
    assertThat(parse("a=b; Domain=" + domain, "http://" + host + "/")).isEmpty();
  }

  /** Sections 5.1.4 and 5.2.4. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/             | ''            | /",
        "/list         | ''            | /",
        "/shop/        | ''            | /shop",
        "/shop/a/b     | ''            | /shop/a",
        "/shop/list    | ; Path=/x/    | /x/",
        "/shop/list    | ; path=/X     | /X",
        "/shop/list    | ; Path        | /shop",
        "/shop/list    | ; Path=x      | /shop",
        "/shop/list    | ; Path=/x; Path=/y | /y",
        "/shop/list    | ; Path=/x; Path=   | /shop",
      })
  void thePathIsGivenOrTheFolder(String requested, String attributes, String path) {
    assertThat(parse("a=b" + attributes, "http://a.example" + requested))
        .map(Cookie::path)
        .contains(path);
  }

  /** Sections 5.2.1 and 5.2.2, and step 3 of section 5.3. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Max-Age=60                                       | 2026-03-01T12:01:00Z",
        "max-age= 60                                      | 2026-03-01T12:01:00Z",
        "Max-Age=0                                        | 1970-01-01T00:00:00Z",
        "Max-Age=-1                                       | 1970-01-01T00:00:00Z",
        "Max-Age=99999999999999999999                     | 2036-02-27T12:00:00Z",
        "Max-Age=1; Max-Age=60                            | 2026-03-01T12:01:00Z",
        "Max-Age=60; Max-Age=soon                         | 2026-03-01T12:01:00Z",
        "Expires=Sun, 06 Nov 2050 08:49:37 GMT            | 2050-11-06T08:49:37Z",
        "Expires=Sunday, 06-Nov-50 08:49:37 GMT           | 2050-11-06T08:49:37Z",
        "Expires=Sun Nov  6 08:49:37 1994                 | 1994-11-06T08:49:37Z",
        "Expires=06 nov 94 8:49:7                         | 1994-11-06T08:49:07Z",
        "Expires=Sun, 06 Nov 2050 08:49:37 GMT; Max-Age=60| 2026-03-01T12:01:00Z",
        "Max-Age=60; Expires=Sun, 06 Nov 1994 08:49:37 GMT| 2026-03-01T12:01:00Z",
        "Expires=Sun, 06 Nov 2050 08:49:37 GMT; Max-Age=x | 2050-11-06T08:49:37Z",
      })
  void itEndsByMaxAgeElseByExpires(String attributes, Instant end) {
    assertThat(parse("a=b; " + attributes))
        .get()
        .extracting(Cookie::expires)
        .isEqualTo(Optional.of(end));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Max-Age=",
        "Max-Age=-",
        "Max-Age=+60",
        "Max-Age=6 0",
        "Max-Age=1.5",
        "Expires=",
        "Expires=0",
        "Expires=Sun, 31 Feb 2050 08:49:37 GMT",
        "Expires=Sun, 06 Nov 2050 25:49:37 GMT",
        "Expires=Sun, 06 Nov 2050"
      })
  void anEndThatCannotBeReadIsNone(String attributes) {
    assertThat(parse("a=b; " + attributes))
        .get()
        .extracting(Cookie::expires)
        .isEqualTo(Optional.empty());
  }

  /** Section 5.2.5; what else there is says nothing. */
  @Test
  void itIsSecureIfThatIsSaidInWhateverWay() {
    assertThat(parse("a=b; HttpOnly; SECURE=no; SameSite=Lax")).get().matches(Cookie::secure);
    assertThat(parse("a=b; HttpOnly; Secured")).get().matches(cookie -> !cookie.secure());
  }
}
