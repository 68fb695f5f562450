package dev.trawl.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.trawl.body.Body;
import dev.trawl.database.Texts;
import dev.trawl.message.FetchOutcome.Answer;
import dev.trawl.parse.HtmlParser;
import dev.trawl.url.CrawlUrl;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of an answer: its body, its outlinks, its texts. */
class BodiesTest {
  private static final byte[] TEXT = "hello, hello, hello".getBytes(UTF_8);

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static Answer answer(byte[] body, Optional<String> encoding) {
    return new Answer(
        200,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Body.of(body),
        encoding);
  }

  @Test
  void aPlainBodyIsTakenAsItIs() {
    Decoded decoded = Decoded.of(answer(TEXT, Optional.empty()), 100);
    assertThat(decoded.bytes()).isEqualTo(TEXT);
    assertThat(decoded.body().gzip()).isFalse();
    assertThat(decoded.body().length()).isEqualTo(TEXT.length);
    assertThat(decoded.body().stored().bytes()).isEqualTo(TEXT);
  }

  @Test
  void aCompressedBodyIsKeptCompressedAndDescribedDecoded() throws IOException {
    Answer answer = answer(gzip(TEXT), Optional.of("gzip"));
    Decoded decoded = Decoded.of(answer, TEXT.length);
    assertThat(decoded.bytes()).isEqualTo(TEXT);
    PageBody body = decoded.body();
    assertThat(body.gzip()).isTrue();
    assertThat(body.length()).isEqualTo(TEXT.length);
    assertThat(body.stored()).isSameAs(answer.body());
    assertThat(hex(body)).isEqualTo(hex(Decoded.of(answer(TEXT, Optional.empty()), 100).body()));
  }

  @Test
  void theDigestIsSha256() {
    assertThat(hex(Decoded.of(answer(new byte[0], Optional.empty()), 100).body()))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  private static String hex(PageBody body) {
    return HexFormat.of().formatHex(body.sha256());
  }

  /** Around what is in memory as a whole. */
  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1, 1 << 20})
  void aLargeBodyIsTheSameWithoutBeingInMemory(int more) throws Exception {
    byte[] large = new byte[Body.LARGEST_IN_MEMORY + more];
    new Random(more).nextBytes(large);
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(large);
    for (Answer answer :
        List.of(answer(large, Optional.empty()), answer(gzip(large), Optional.of("gzip")))) {
      Decoded decoded = Decoded.of(answer, large.length);
      assertThat(decoded.length()).isEqualTo(large.length);
      assertThat(decoded.body().sha256()).isEqualTo(digest);
      assertThat(decoded.start())
          .isEqualTo(Arrays.copyOf(large, Math.min(large.length, Body.LARGEST_IN_MEMORY)));
      assertThat(decoded.bytes()).isEqualTo(large);
      try (InputStream again = decoded.open()) {
        assertThat(again.readAllBytes()).isEqualTo(large);
      }
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Decoded.of(answer, large.length - 1))
          .withMessageContaining("maxBodyBytes");
    }
  }

  @Test
  void aBodyOverTheLimitIsRefused() throws IOException {
    byte[] compressed = gzip(new byte[100_000]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Decoded.of(answer(compressed, Optional.of("gzip")), 99_999))
        .withMessageContaining("maxBodyBytes");
    assertThat(Decoded.of(answer(compressed, Optional.of("gzip")), 100_000).bytes())
        .hasSize(100_000);
  }

  /** Only compressed ones were looked at. */
  @Test
  void aPlainBodyOverTheLimitIsRefusedToo() {
    assertThat(Decoded.of(answer(TEXT, Optional.empty()), TEXT.length).bytes()).isEqualTo(TEXT);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Decoded.of(answer(TEXT, Optional.empty()), TEXT.length - 1L))
        .withMessageContaining("maxBodyBytes");
  }

  @Test
  void aBodyThatIsNotWhatItSaysIsRefused() throws IOException {
    byte[] whole = gzip(TEXT);
    for (byte[] wrong : List.of(TEXT, new byte[0], Arrays.copyOf(whole, whole.length - 9))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Decoded.of(answer(wrong, Optional.of("gzip")), 100));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Decoded.of(answer(TEXT, Optional.of("br")), 100))
        .withMessageContaining("contentEncoding");
  }

  @Test
  void outlinksReadAsTheyWereWritten() {
    List<CrawlUrl> links =
        java.util.stream.IntStream.range(0, 500)
            .mapToObj(i -> CrawlUrl.parse("http://example.org/\u00e4/" + i).orElseThrow())
            .toList();
    Predicate<CrawlUrl> nofollow = link -> link.path().endsWith("7");
    byte[] stored = Outlinks.encode(links, nofollow);
    assertThat(Outlinks.decode(stored))
        .containsExactlyElementsOf(
            links.stream()
                .map(link -> new Outlinks.Stored(link.toString(), nofollow.test(link)))
                .toList());
    assertThat(stored).hasSizeLessThan(5_000);
    assertThat(Outlinks.decode(Outlinks.encode(links.subList(0, 1), nofollow))).hasSize(1);
  }

  @Test
  void ofOutlinksThatWereStoredBeforeThereWasALimitSoManyAreRead() {
    List<CrawlUrl> links = LongLinks.alike(300);
    byte[] stored = Outlinks.encode(links, link -> true);
    List<Outlinks.Stored> read = Outlinks.decode(stored);
    assertThat(links.stream().map(link -> new Outlinks.Stored(link.toString(), true)).toList())
        .startsWith(read.toArray(Outlinks.Stored[]::new));
    assertThat(read.stream().mapToInt(link -> link.url().length()).sum())
        .isBetween(
            HtmlParser.MOST_OUTLINK_CHARACTERS - CrawlUrl.LONGEST_LINK,
            HtmlParser.MOST_OUTLINK_CHARACTERS);
    assertThat(Outlinks.length(stored)).isEqualTo(HtmlParser.MOST_OUTLINK_CHARACTERS);
  }

  @Test
  void theLengthOfOutlinksIsKnownWithoutThem() {
    List<CrawlUrl> links = List.of(OnPages.url("/"), OnPages.url("/12"));
    assertThat(Outlinks.length(Outlinks.encode(links, link -> false)))
        .isEqualTo("http://a.example/".length() + 1 + "http://a.example/12".length());
    assertThat(Outlinks.length(new byte[0])).isZero();
  }

  @Test
  void noOutlinksAreNoBytes() {
    assertThat(Outlinks.encode(List.of(), link -> true)).isEmpty();
    assertThat(Outlinks.decode(new byte[0])).isEmpty();
  }

  @Test
  void textsAreMadeFitForTheDatabase() {
    assertThat(Texts.clean("a\0b")).isEqualTo("a\ufffdb");
    assertThat(Texts.clean("\ud800x\udc00")).isEqualTo("\ufffdx\ufffd");
    assertThat(Texts.clean("\ud83d\ude00 ä\n")).isEqualTo("\ud83d\ude00 ä\n");
    assertThat(Texts.clean("")).isEmpty();
    String smileys = "\ud83d\ude00".repeat(3_000);
    assertThat(Texts.clean(smileys)).isEqualTo("\ud83d\ude00".repeat(2_000));
  }
}
