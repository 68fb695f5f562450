package dev.trawl.parse;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.trawl.url.CrawlUrl;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sequence of bytes is a page in some encoding, whatever it is labelled with. */
class AnyBytesTest {
  private static final CrawlUrl URL = CrawlUrl.parse("http://h/").orElseThrow();
  private static final byte[] MARKUP = "<>&\"'/!-=? \n\0title script".getBytes(US_ASCII);

  static Stream<String> labels() {
    Stream<String> known = Stream.of(Encoding.values()).map(Encoding::standardName);
    return Stream.concat(Stream.of("", "klingon"), known);
  }

  @ParameterizedTest
  @MethodSource("labels")
  void randomBytesAreAPage(String label) {
    Random random = new Random(label.hashCode());
    for (int round = 0; round < 60; round++) {
      byte[] body = new byte[round < 20 ? round : random.nextInt(5_000)];
      random.nextBytes(body);
      if (round % 2 == 0) {
        scatterMarkup(body, random);
      }
      assertIsPage(label, body);
    }
  }

  @Test
  void damagedPagesArePages() {
    Random random = new Random(7);
    for (LegacyPage page : LegacyPage.values()) {
      for (int round = 0; round < 20; round++) {
        byte[] body = page.bytes();
        for (int i = 0; i < 1 + round * round; i++) {
          body[random.nextInt(body.length)] = (byte) random.nextInt(256);
        }
        assertIsPage("", body);
        assertIsPage(page.encoding(), body);
        assertIsPage("utf-8", body);
      }
    }
  }

  private static void scatterMarkup(byte[] body, Random random) {
    for (int i = 0; i < body.length; i += 1 + random.nextInt(4)) {
      body[i] = MARKUP[random.nextInt(MARKUP.length)];
    }
  }

  private static void assertIsPage(String label, byte[] body) {
    Optional<String> type = Optional.of("text/html; charset=" + label);
    assertThatCode(() -> HtmlParser.isHtml(Optional.empty(), body)).doesNotThrowAnyException();
    ParsedPage page = HtmlParser.parse(URL, type, body, "trawl");
    assertThat(Encoding.labelled(page.charset())).isPresent();
    assertThat(page.title().orElse("")).doesNotContain("\u0000");
  }
}
