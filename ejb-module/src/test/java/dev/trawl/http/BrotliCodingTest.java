package dev.trawl.http;

import static dev.trawl.http.Clients.answer;
import static dev.trawl.http.Clients.failure;
import static dev.trawl.http.Clients.reason;
import static dev.trawl.http.Coded.PAGE;
import static dev.trawl.http.Coded.gzip;
import static dev.trawl.http.Coded.join;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies made by Node's zlib.brotliCompressSync (in Base64, or in list.br), or by ourselves. */
@Timeout(60)
class BrotliCodingTest {
  private static final byte[] PACKED_PAGE = base64("Gycj+I2UqeNbw/GcvUyfsLLS5LcKISYxUkFrAOg3AA==");

  private static final byte[] EMPTY = base64("Ow==");

  /** A mebibyte of spaces. */
  private static final byte[] SPACES = base64("W///j18CJB4LBHLvHwA=");

  /** 64 MiB of zeros, in 53 bytes. */
  private static final byte[] BOMB =
      base64("z///f/gnAOKxQCD3/p/////wTwDEYGQA7v0/////4Z8AiMMiAN37//z//8c/ARCHBQC69/8=");

  private final GuardedHttpClient client = Clients.loopback();

  @AfterEach
  void closeClient() {
    client.close();
  }

  private static byte[] base64(String text) {
    return Base64.getDecoder().decode(text);
  }

  private Exchange get(String coding, byte[] body) throws IOException {
    return Coded.get(client, coding, body);
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  @Test
  void brotliIsUnpacked() throws IOException {
    Answer answer = answer(get("br", PACKED_PAGE));
    assertThat(answer.body()).isEqualTo(PAGE);
    assertThat(answer.wireBytes()).isEqualTo(PACKED_PAGE.length);
  }

  @Test
  void aLongPageIsUnpacked() throws IOException {
    assertThat(answer(get("br", packedList())).body())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(list());
  }

  /** The library loses bytes where single ones are asked for between blocks. */
  @ParameterizedTest
  @ValueSource(ints = {1, 16_383, 16_384, 16_385, 16_900, 32_768, 33_000, 65_537, 1_500_000})
  void bodiesOfEverySizeAreWhole(int size) throws IOException {
    byte[] body = random(size);
    assertThat(answer(get("br", StoredBrotli.of(22, body))).body()).isEqualTo(body);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24})
  void everyWindowOfTheStandardIsTaken(int windowBits) throws IOException {
    byte[] packed = StoredBrotli.of(windowBits, PAGE);
    assertThat(BrotliStream.memory(packed[0])).isBetween(1 << windowBits, DecoderMemory.BYTES);
    assertThat(answer(get("br", packed)).body()).isEqualTo(PAGE);
  }

  @Test
  void aLargerWindowIsMalformed() throws IOException {
    byte[] large = base64("EVqcjOA3UqaObw3Hc/YyfcLKSpPfKgQxESMVtAaAfgM=");
    Failure failure = failure(get("br", large));
    assertThat(failure.reason()).isEqualTo(Reason.MALFORMED);
    assertThat(failure.detail()).contains("window above 16 MiB");
  }

  @Test
  void anEmptyBodyNeedNotBePacked() throws IOException {
    assertThat(answer(get("br", EMPTY)).body()).isEmpty();
    assertThat(answer(get("br", new byte[0])).body()).isEmpty();
    assertThat(answer(get("gzip, br", EMPTY)).body()).isEmpty();
    assertThat(answer(get("deflate, br", EMPTY)).body()).isEmpty();
    assertThat(answer(get("br, gzip", gzip(new byte[0]))).body()).isEmpty();
  }

  @Test
  void aBodyThatIsNotBrotliIsMalformed() throws IOException {
    Failure failure = failure(get("br", PAGE));
    assertThat(failure.reason()).isEqualTo(Reason.MALFORMED);
    assertThat(failure.detail()).contains("brotli");
    assertThat(reason(get("br", gzip(PAGE)))).isEqualTo(Reason.MALFORMED);
    assertThat(reason(get("br", random(5000)))).isEqualTo(Reason.MALFORMED);
  }

  @Test
  void aBodyCutOffAnywhereIsMalformed() throws IOException {
    for (int length = 1; length < PACKED_PAGE.length; length++) {
      assertThat(reason(get("br", Arrays.copyOf(PACKED_PAGE, length))))
          .as("%d bytes", length)
          .isEqualTo(Reason.MALFORMED);
    }
    byte[] list = packedList();
    for (int length = list.length - 100; length < list.length; length++) {
      assertThat(reason(get("br", Arrays.copyOf(list, length)))).isEqualTo(Reason.MALFORMED);
    }
    byte[] stored = StoredBrotli.of(24, random(100_000));
    assertThat(reason(get("br", Arrays.copyOf(stored, 99_000)))).isEqualTo(Reason.MALFORMED);
    assertThat(reason(get("br", StoredBrotli.promising16Mebibytes(24))))
        .isEqualTo(Reason.MALFORMED);
  }

  @Test
  void theLimitsAreOnTheUnpackedBody() throws IOException {
    Limits limit = Limits.failAbove(PAGE.length);
    assertThat(answer(Coded.get(client, "br", PACKED_PAGE, limit)).body()).isEqualTo(PAGE);
    Limits below = Limits.failAbove(PAGE.length - 1);
    assertThat(reason(Coded.get(client, "br", PACKED_PAGE, below))).isEqualTo(Reason.TOO_LARGE);
    Answer cut = answer(Coded.get(client, "br", PACKED_PAGE, Limits.cutAt(10)));
    assertThat(cut.body()).isEqualTo(Arrays.copyOf(PAGE, 10));
    byte[] longer = StoredBrotli.of(16, random(200_000));
    assertThat(reason(Coded.get(client, "br", longer, Limits.failAbove(1000))))
        .isEqualTo(Reason.TOO_LARGE);
    assertThat(answer(Coded.get(client, "br", longer, Limits.cutAt(1000))).body()).hasSize(1000);
  }

  @Test
  void aBombIsRecognisedByItsRatio() throws IOException {
    assertThat(reason(get("br", BOMB))).isEqualTo(Reason.BOMB);
    assertThat(answer(get("br", SPACES)).body()).hasSize(1 << 20).containsOnly(' ');
  }

  @Test
  void brotliAndGzipAreUndoneInTurn() throws IOException {
    assertThat(answer(get("br, gzip", gzip(PACKED_PAGE))).body()).isEqualTo(PAGE);
    assertThat(answer(get("gzip, br", StoredBrotli.of(18, gzip(PAGE)))).body()).isEqualTo(PAGE);
    byte[] twice = StoredBrotli.of(24, StoredBrotli.of(24, PAGE));
    assertThat(answer(get("br, br", twice)).body()).isEqualTo(PAGE);
  }

  @Test
  void aNestedBombIsRecognisedAtTheLayerThatExplodes() throws IOException {
    byte[] zeros = StoredBrotli.of(22, gzip(new byte[64 << 20]));
    Limits wide = Limits.failAbove(32 << 20); // gzip alone packs 1000 to 1 at the most
    assertThat(reason(Coded.get(client, "gzip, br", zeros, wide))).isEqualTo(Reason.BOMB);
    assertThat(reason(get("br, gzip", gzip(BOMB)))).isEqualTo(Reason.BOMB);
    assertThat(reason(get("br, br", StoredBrotli.of(10, BOMB)))).isEqualTo(Reason.BOMB);
    assertThat(reason(get("gzip, br", BOMB))).as("no gzip inside").isEqualTo(Reason.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 64, 3000, 4095, 4096, 4097, 8192, 100_000})
  void bytesBehindAPackedBodyAreIgnored(int count) throws IOException {
    byte[] large = random(40_000);
    for (int value : new int[] {0, '\n', 0xff}) {
      byte[] line = new byte[count];
      Arrays.fill(line, (byte) value);
      assertThat(answer(get("br", join(PACKED_PAGE, line))).body()).isEqualTo(PAGE);
      assertThat(answer(get("br", join(EMPTY, line))).body()).isEmpty();
      assertThat(answer(get("br", join(StoredBrotli.of(17, large), line))).body()).isEqualTo(large);
    }
    assertThat(answer(get("br", join(packedList(), random(count)))).body())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(list());
  }

  private static String list() {
    return IntStream.range(0, 2000)
        .mapToObj(n -> "<li><a href=\"/page/%d\">the page number %d</a></li>\n".formatted(n, n))
        .collect(Collectors.joining());
  }

  private static byte[] packedList() throws IOException {
    try (InputStream packed =
        Objects.requireNonNull(BrotliCodingTest.class.getResourceAsStream("list.br"))) {
      return packed.readAllBytes();
    }
  }
}
