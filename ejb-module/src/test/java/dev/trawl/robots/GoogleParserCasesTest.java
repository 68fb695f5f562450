package dev.trawl.robots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the tests of Google's parser (google/robotstxt, {@code robots_test.cc}) hold to be true of
 * RFC 9309, asked of ours.
 *
 * <p>Where that parser goes beyond the RFC, or stays behind it:
 *
 * <ul>
 *   <li>A colon that is missing and names misspelt in common ways ({@code disalow}) are accepted
 *       here too: what was meant is plain, and it is mostly a ban.
 *   <li>A user agent of several words, or with a version, counts as its leading product token, here
 *       too, for the same reason.
 *   <li>Part of a byte order mark is skipped like a whole one, here too: the first line is mostly
 *       the one that opens the group.
 *   <li>{@code /index.html} in an allow line does not allow the folder here: a rule means what is
 *       written, and to refuse a page too many is the safer mistake.
 *   <li>A line is not cut after 16,664 bytes: the RFC limits the file only, and a shorter pattern
 *       would hold for more than was meant.
 *   <li>Percent-encoded letters ({@code %62%61%7A}) are the letters here, and a URL with characters
 *       outside ASCII is the same as its encoded form: the table of section 2.2.2 wants the first,
 *       and with the second no caller can get it wrong.
 *   <li>An empty URL is {@code /} here; an empty product token cannot be asked for.
 * </ul>
 */
class GoogleParserCasesTest {
  private static final Origin ORIGIN = new Origin("http", "foo.bar", 80);

  private static boolean isAllowed(String lines, String token, String path) {
    byte[] content = lines.replace(" ;", "\n").getBytes(StandardCharsets.UTF_8);
    return new RobotsParser(token, Duration.ofMinutes(5))
        .parse(ORIGIN, content, false, "text/plain")
        .allows("http://foo.bar" + path);
  }

  private static boolean isAllowedByRules(String rules, String path) {
    return isAllowed("user-agent: foobot ; " + rules, "foobot", path);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "user-agent: FooBot ; disallow: /       | false",
        "foo: FooBot ; bar: /                   | true",
        "user-agent FooBot ; disallow /         | false",
        "USER-AGENT: FooBot ; DISALLOW: /       | false",
        "uSeR-aGeNt: FooBot ; dIsAlLoW: /       | false",
        "user-agent:FooBot ; disallow:/         | false",
        "  user-agent  :  FooBot ; \tdisallow\t:\t/\t | false",
        "user-agent: FooBot ; disalow: /        | false",
        "useragent: FooBot ; dissallow: /       | false",
        "user-agent: FooBot ; disallowed: /     | true",
        "''                                     | true",
        "user-agent: FooBot                     | true",
        "disallow: /                            | true"
      })
  void section22ALineIsANameAColonAndAValue(String lines, boolean allowed) {
    assertThat(isAllowed(lines, "foobot", "/x/y")).isEqualTo(allowed);
  }

  private static final String GROUPS =
      "allow: /foo/bar/ ; ; user-agent: FooBot ; disallow: / ; allow: /x/ ; user-agent: BarBot ; "
          + "disallow: / ; allow: /y/ ; ; ; allow: /w/ ; user-agent: BazBot ; ; user-agent: FooBot ; "
          + "allow: /z/ ; disallow: /";

  @ParameterizedTest
  @CsvSource({
    "foobot, /x/b, true",
    "foobot, /z/d, true",
    "foobot, /y/c, false",
    "foobot, /w/a, false",
    "barbot, /y/c, true",
    "barbot, /w/a, true",
    "barbot, /z/d, false",
    "bazbot, /z/d, true",
    "bazbot, /x/b, false",
    "quxbot, /x/b, true",
    "foobot, /foo/bar/, false",
    "barbot, /foo/bar/, false",
    "bazbot, /foo/bar/, false"
  })
  void section21AGroupEndsWithTheNextUserAgentAndWhatIsBeforeTheFirstIsIgnored(
      String token, String path, boolean allowed) {
    assertThat(isAllowed(GROUPS, token, path)).isEqualTo(allowed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Sitemap: https://foo.bar/sitemap", "Unknown-Line: x", "nonsense", "# x"})
  void section224OtherLinesDoNotEndAGroup(String other) {
    String lines = "User-agent: BarBot ; " + other + " ; User-agent: * ; Disallow: /";
    assertThat(isAllowed(lines, "foobot", "/")).isFalse();
    assertThat(isAllowed(lines, "barbot", "/")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"foobot", "foobot-bar", "foo_bar"})
  void section221ATokenIsOfLettersHyphensAndUnderscores(String token) {
    assertThat(isAllowed("user-agent: " + token + " ; disallow: /", token, "/")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ツ", "foobot*", " foobot ", "foobot/2.1", "foobot bar"})
  void section221AnythingElseIsNoToken(String token) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RobotsParser(token, Duration.ofMinutes(5)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"FOO", "foo", "FoO", "FOO BAR", "foo bar", "FoO bAr", "Foo/2.1", "foo,x"})
  void section221TheCaseOfAUserAgentDoesNotMatterAndItsTokenIsWhatItBeginsWith(String agent) {
    String lines = "User-agent: * ; Disallow: /z ; User-Agent: %s ; Allow: /x/ ; Disallow: /";
    assertThat(isAllowed(lines.formatted(agent), "foo", "/x/y")).isTrue();
    assertThat(isAllowed(lines.formatted(agent), "foo", "/a/b")).isFalse();
    assertThat(isAllowed(lines.formatted(agent), "foobar", "/a/b")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                                                   | foobot | true",
        "user-agent: * ; allow: / ; user-agent: FooBot ; disallow: /          | foobot | false",
        "user-agent: * ; allow: / ; user-agent: FooBot ; disallow: /          | barbot | true",
        "user-agent: FooBot ; disallow: / ; user-agent: * ; allow: /          | foobot | false",
        "user-agent: * ; disallow: / ; user-agent: FooBot                     | foobot | true",
        "user-agent: * ; disallow: / ; user-agent: FooBot                     | barbot | false",
        "user-agent: FooBot ; allow: / ; user-agent: BarBot ; disallow: /     | quxbot | true",
        "user-agent: * ; disallow: /x/ ; user-agent: FooBot ; disallow: /y/   | foobot | true",
        "user-agent: FooBot ; user-agent: * ; disallow: /                     | foobot | false",
        "user-agent: * ; user-agent: FooBot ; disallow: /                     | foobot | false"
      })
  void section221TheGroupForEverybodyHoldsForThoseWithoutOneOfTheirOwn(
      String lines, String token, boolean allowed) {
    assertThat(isAllowed(lines, token, "/x/page")).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "disallow: /x/                            | /x/y         | false",
        "disallow: /X/                            | /x/y         | true",
        "disallow: /x/page.html ; allow: /x/      | /x/page.html | false",
        "allow: /x/page.html ; disallow: /x/      | /x/page.html | true",
        "allow: /x/page.html ; disallow: /x/      | /x/          | false",
        "disallow: ; allow:                       | /x/page.html | true",
        "disallow:                                | /x/page.html | true",
        "disallow: / ; allow: /                   | /x/page.html | true",
        "disallow: /x ; allow: /x/                | /x           | false",
        "disallow: /x ; allow: /x/                | /x/          | true",
        "disallow: /x/p.html ; allow: /x/p.html   | /x/p.html    | true",
        "allow: /page ; disallow: /*.html         | /page.html   | false",
        "allow: /page ; disallow: /*.html         | /page        | true",
        "allow: /x/page. ; disallow: /*.html      | /x/page.html | true",
        "allow: /x/page. ; disallow: /*.html      | /x/y.html    | false",
        "allow: /p ; disallow: /                  | /page        | true",
        "allow: /folder ; disallow: /folder       | /folder/page | true",
        "allow: /page ; disallow: /*.htm          | /page.htm    | false",
        "allow: /$ ; disallow: /                  | /            | true",
        "allow: /$ ; disallow: /                  | ''           | true",
        "allow: /$ ; disallow: /                  | /page.html   | false",
        "disallow: x                              | /x           | true"
      })
  void section222TheLongestMatchDecidesAllowWinsATieAndCaseMatters(
      String rules, String path, boolean allowed) {
    assertThat(isAllowedByRules(rules, path)).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/foo/bar?baz=quz                   | /foo/bar?baz=quz                   | true",
        "/a?q=t&b=http://foo.bar?tar&par    | /a?q=t&b=http://foo.bar?tar&par    | true",
        "/a?b=https://foo.bar               | /a?b=https%3A%2F%2Ffoo.bar         | true",
        "/a?b=https%3A%2F%2Ffoo.bar         | /a?b=https://foo.bar               | true",
        "/a?b=https%3a%2f%2ffoo.bar         | /a?b=https%3A%2F%2Ffoo.bar         | true",
        "/*b=https%3A%2F%2F                 | /a?b=https%3A%2F%2Ffoo.bar         | true",
        "/*b=https://                       | /a?b=https%3A%2F%2Ffoo.bar         | true",
        "/a?b=x%26c=y                       | /a?b=x&c=y                         | false",
        "/foo/bar/ツ                        | /foo/bar/%E3%83%84                 | true",
        "/foo/bar/%E3%83%84                 | /foo/bar/%E3%83%84                 | true",
        "/foo/bar/%e3%83%84                 | /foo/bar/%E3%83%84                 | true",
        "/foo/bar/ツ                        | /foo/bar/ツ                        | true",
        "/foo/bar/%E3%83%84                 | /foo/bar/ツ                        | true",
        "/foo/bar/%62%61%7A                 | /foo/bar/baz                       | true",
        "/foo/bar/%62%61%7A                 | /foo/bar/%62%61%7A                 | true",
        "/foo/bar/baz                       | /foo/bar/%62%61%7A                 | true",
        "/foo%2Fbar                         | /foo/bar                           | false",
        "/foo/bar                           | /foo%2Fbar                         | false",
        "/á                                 | /%c3%a1                            | true",
        "/%aa                               | /%AA                               | true"
      })
  void section222RuleAndUrlAreComparedInOneEncoding(String rule, String path, boolean matches) {
    assertThat(isAllowedByRules("disallow: / ; allow: " + rule, path)).isEqualTo(matches);
    assertThat(isAllowedByRules("disallow: " + rule, path)).isEqualTo(!matches);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "disallow: /foo/bar/quz ; allow: /foo/*/qux   | /foo/bar/quz | false",
        "disallow: /foo/bar/quz ; allow: /foo/*/qux   | /foo/quz     | true",
        "disallow: /foo/bar/quz ; allow: /foo/*/qux   | /foo//quz    | true",
        "disallow: /foo/bar/quz ; allow: /foo/*/qux   | /foo/bax/quz | true",
        "disallow: /foo/bar$ ; allow: /foo/bar/qux    | /foo/bar     | false",
        "disallow: /foo/bar$ ; allow: /foo/bar/qux    | /foo/bar/qux | true",
        "disallow: /foo/bar$ ; allow: /foo/bar/qux    | /foo/bar/    | true",
        "disallow: /foo/bar$ ; allow: /foo/bar/qux    | /foo/bar/baz | true",
        "# disallow: / ; disallow: /foo/quz#qux       | /foo/bar     | true",
        "# disallow: / ; disallow: /foo/quz#qux       | /foo/quz     | false",
        "disallow: *                                  | /            | false",
        "disallow: /**b                               | /ab          | false",
        "disallow: /a*$                               | /abc         | false",
        "disallow: $                                  | /            | true"
      })
  void section223HashStarAndDollarAreSpecial(String rules, String path, boolean allowed) {
    assertThat(isAllowedByRules(rules, path)).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/fish      | /fish /fish.html /fish/salmon.html /fishheads /fishheads/a.html /fish.html?id=a",
        "/fish*     | /fish /fish.html /fish/salmon.html /fishheads /fishheads/a.html /fish.html?id=a",
        "/fish/     | /fish/ /fish/salmon /fish/?salmon /fish/salmon.html /fish/?id=anything",
        "/*.php     | /a.php /b/a.php /b/a.php?c //b/any.php.c.html /a.php/ /index?f=a.php/",
        "/*.php$    | /a.php /b/a.php /a.php/b.php",
        "/fish*.php | /fish.php /fishheads/catfish.php?parameters"
      })
  void theExamplesOfGooglesDocumentationMatch(String rule, String paths) {
    for (String path : paths.split(" ", -1)) {
      assertThat(isAllowedByRules("disallow: / ; allow: " + rule, path)).as(path).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/fish      | /bar /Fish.asp /catfish /?id=fish",
        "/fish*     | /bar /Fish.bar /catfish /?id=fish",
        "/fish/     | /bar /fish /fish.html /Fish/Salmon.html",
        "/*.php     | /bar /php/ /index?php /windows.PHP",
        "/*.php$    | /bar /a.php?b /a.php/ /a.php5 /php/ /a?php /aaaphpaaa //windows.PHP",
        "/fish*.php | /bar /Fish.PHP"
      })
  void theCounterexamplesOfGooglesDocumentationDoNot(String rule, String paths) {
    for (String path : paths.split(" ", -1)) {
      assertThat(isAllowedByRules("disallow: / ; allow: " + rule, path)).as(path).isFalse();
    }
  }

  @Test
  void anIndexPageIsNotItsFolder() {
    String allow = "allow: /a/index.html ; disallow: /";
    assertThat(isAllowedByRules(allow, "/a/index.html")).isTrue();
    assertThat(isAllowedByRules(allow, "/a/")).isFalse();
    assertThat(isAllowedByRules(allow, "/a/index.htm")).isFalse();
    assertThat(isAllowedByRules("disallow: /a/index.html", "/a/")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://www.example.com                       | /",
        "http://www.example.com/                      | /",
        "http://www.example.com/a                     | /a",
        "http://www.example.com/a/                    | /a/",
        "http://www.example.com/a/b?c=http://d.e/     | /a/b?c=http://d.e/",
        "http://www.example.com/a/b?c=d&e=f#fragment  | /a/b?c=d&e=f",
        "http://www.example.com?a                     | /?a",
        "http://www.example.com/a;b#c                 | /a;b",
        "/a                                           | /a",
        "''                                           | /"
      })
  void pathAndQueryOfAUrlAreWhatIsCompared(String url, String path) {
    assertThat(MatchablePath.of(url).path()).isEqualTo(path);
  }
}
