package dev.trawl.url;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The http and https cases of web-platform-tests' urltestdata.json. */
class WebPlatformTest {
  private static final String FILE = "url-utils/wpt-urltestdata.json";

  /**
   * One case of the file; no href means failure. Printed as it stands in the list of deviations.
   */
  record Case(String input, Optional<String> base, Optional<String> href) {
    Optional<String> actual() {
      return base.map(CrawlUrl::parse)
          .map(parsed -> parsed.flatMap(url -> url.resolve(input)))
          .orElseGet(() -> CrawlUrl.parse(input))
          .map(CrawlUrl::toString);
    }

    /** The input, its base if it has one, and what the standard makes of it. */
    @Override
    public String toString() {
      String from = base.map(b -> " at " + b).orElse("");
      return escape(input) + from + " -> " + href.orElse("failure");
    }

    private static String escape(String text) {
      return text.codePoints()
          .mapToObj(c -> c < 0x20 || c > 0x7E ? String.format("\\u{%X}", c) : Character.toString(c))
          .reduce("", String::concat);
    }
  }

  @ParameterizedTest
  @MethodSource("standard")
  void aUrlIsWhatTheStandardMakesOfIt(Case test) {
    assertThat(test.actual()).isEqualTo(test.href());
  }

  @Test
  void theListOfDeviationsIsNeitherTooLongNorTooShort() throws IOException {
    assertThat(cases().filter(test -> !test.actual().equals(test.href())).map(Case::toString))
        .containsExactlyInAnyOrderElementsOf(deviations());
  }

  @Test
  void theFileIsReadInFull() throws IOException {
    assertThat(cases()).hasSizeGreaterThan(400);
  }

  @Test
  void whatWasSerialisedIsParsedToItself() throws IOException {
    assertThat(cases().flatMap(test -> test.actual().stream()))
        .allSatisfy(href -> assertThat(CrawlUrl.parse(href)).hasToString("Optional[" + href + "]"));
  }

  static Stream<Case> standard() throws IOException {
    List<String> deviations = deviations();
    return cases().filter(test -> !deviations.contains(test.toString()));
  }

  private static Stream<Case> cases() throws IOException {
    try (JsonReader reader =
        Json.createReader(Files.newBufferedReader(SharedTestData.file(FILE)))) {
      return reader.readArray().stream()
          .filter(JsonObject.class::isInstance)
          .map(JsonObject.class::cast)
          .map(WebPlatformTest::read)
          .filter(WebPlatformTest::concernsHttp)
          .toList()
          .stream();
    }
  }

  private static Case read(JsonObject json) {
    Optional<String> base =
        json.isNull("base") ? Optional.empty() : Optional.of(json.getString("base"));
    Optional<String> href =
        json.getBoolean("failure", false)
            ? Optional.empty()
            : Optional.of(withoutFragment(json.getString("href")));
    // Seen from http, a base of another scheme is none.
    return new Case(json.getString("input"), base.filter(WebPlatformTest::isHttp), href);
  }

  /**
   * Results that are http, and failures that can be: the input is not of another scheme, nor its
   * base.
   */
  private static boolean concernsHttp(Case test) {
    return test.href()
        .map(WebPlatformTest::isHttp)
        .orElseGet(() -> isHttp(test.input()) || test.base().isPresent());
  }

  private static boolean isHttp(String url) {
    return url.regionMatches(true, 0, "http:", 0, 5) || url.regionMatches(true, 0, "https:", 0, 6);
  }

  private static String withoutFragment(String href) {
    return href.replaceFirst("#.*", "");
  }

  /** Lines that are neither empty nor a comment. */
  private static List<String> deviations() throws IOException {
    try (InputStream list = WebPlatformTest.class.getResourceAsStream("wpt-deviations.txt")) {
      return new String(Objects.requireNonNull(list).readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("# "))
          .toList();
    }
  }
}
