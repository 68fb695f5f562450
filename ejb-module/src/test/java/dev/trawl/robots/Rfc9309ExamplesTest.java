package dev.trawl.robots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The examples printed in RFC 9309, and odd files from the web; skipped where the test data is not
 * there.
 */
class Rfc9309ExamplesTest {
  private static final Origin ORIGIN = new Origin("http", "example.com", 80);

  private static RobotsRules rules(String file, String token) throws IOException {
    Optional<Path> folder = testData();
    assumeTrue(
        folder.isPresent(),
        "no robots test data: neither in TRAWL_TESTDATA nor in shared/testdata beside the repository");
    byte[] content = Files.readAllBytes(folder.orElseThrow().resolve(file));
    return new RobotsParser(token, Duration.ofMinutes(5))
        .parse(ORIGIN, content, false, "text/plain");
  }

  private static Optional<Path> testData() {
    Stream<Path> above =
        Stream.iterate(Path.of("").toAbsolutePath(), p -> p != null, Path::getParent);
    return Stream.concat(
            Stream.ofNullable(System.getenv("TRAWL_TESTDATA")).map(Path::of),
            above.map(folder -> folder.resolve("shared/testdata")))
        .map(folder -> folder.resolve("robots"))
        .filter(Files::isDirectory)
        .findFirst();
  }

  @ParameterizedTest
  @CsvSource({
    "foobot, /example/page.html, true",
    "foobot, /example/allowed.gif, true",
    "foobot, /, false",
    "foobot, /publications/, false",
    "barbot, /example/page.html, false",
    "bazbot, /example/page.html, false",
    "bazbot, /example/other.html, true",
    "quxbot, /example/, true",
    "trawl, /example/page.html, false",
    "trawl, /publications/x, true",
    "trawl, /x.gif, false",
    "trawl, /x.gif.html, true"
  })
  void section51SimpleExample(String token, String path, boolean allowed) throws IOException {
    RobotsRules rules = rules("rfc9309-example-simple-robots.txt", token);
    assertThat(rules.allows("http://example.com" + path)).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "foobot, /example/page/, true",
    "foobot, /example/page/disallowed.gif, false",
    "trawl, /example/page/disallowed.gif, true"
  })
  void section52LongestMatch(String token, String path, boolean allowed) throws IOException {
    RobotsRules rules = rules("rfc9309-example-longest-match-robots.txt", token);
    assertThat(rules.allows("http://example.com" + path)).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "examplebot, /foo, false",
    "examplebot, /bar, false",
    "examplebot, /baz, false",
    "bazbot, /foo, true",
    "bazbot, /baz, false",
    "trawl, /foo, false",
    "trawl, /baz, true"
  })
  void section221GroupsOfOneTokenAreMerged(String token, String path, boolean allowed)
      throws IOException {
    RobotsRules rules = rules("rfc9309-example-rule-group-merging.txt", token);
    assertThat(rules.allows("http://example.com" + path)).isEqualTo(allowed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "robots-with-utf8-bom.txt",
        "robots-with-utf16le-bom.txt",
        "robots-with-utf16be-bom.txt"
      })
  void aByteOrderMarkDecidesTheEncoding(String file) throws IOException {
    RobotsRules rules = rules(file, "trawl");
    assertThat(rules.allows("http://example.com/profile")).isFalse();
    assertThat(rules.allows("http://example.com/")).isTrue();
  }

  @Test
  void otherRecordsDoNotEndAGroup() throws IOException {
    RobotsRules rules = rules("crawl-delay-group-merging.txt", "mybot");
    assertThat(rules.allows("http://example.com/private/")).isFalse();
    assertThat(rules.crawlDelay()).contains(Duration.ofSeconds(10));
  }

  @Test
  void aMalformedEscapeInOneRuleLeavesTheOthers() throws IOException {
    RobotsRules rules = rules("malformed-path.txt", "trawl");
    assertThat(rules.allows("http://example.com/wiki/Wikipedia_talk:Mediation_Committee/"))
        .isFalse();
    assertThat(rules.allows("http://example.com/wiki/")).isTrue();
  }

  @Test
  void aRelativeSitemapIsResolved() throws IOException {
    assertThat(rules("relative-sitemap-robots.txt", "trawl").sitemaps())
        .containsExactly("http://example.com/sitemap.xml");
  }
}
