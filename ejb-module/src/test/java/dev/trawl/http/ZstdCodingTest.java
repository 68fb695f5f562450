package dev.trawl.http;

import static dev.trawl.http.Clients.answer;
import static dev.trawl.http.Clients.failure;
import static dev.trawl.http.Clients.reason;
import static dev.trawl.http.Coded.PAGE;
import static dev.trawl.http.Coded.gzip;
import static dev.trawl.http.Coded.join;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ZstdCodingTest {
  private final GuardedHttpClient client = Clients.loopback();

  @AfterEach
  void closeClient() {
    client.close();
  }

  /** A frame that tells its window but not its size, as servers send it. */
  private static byte[] zstd(byte[] bytes, int windowLog) throws IOException {
    return Coded.pack(
        bytes,
        out -> new ZstdOutputStreamNoFinalizer(out).setWindowLog(windowLog).setChecksum(true));
  }

  private static byte[] zstd(byte[] bytes) throws IOException {
    return zstd(bytes, 20);
  }

  /** The head of a frame that is its own window (RFC 8878 section 3.1.1.1.2), and of a block. */
  private static byte[] oneSegment(int size) {
    return ByteBuffer.allocate(12)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(0xFD2FB528)
        .put((byte) 0b1010_0000)
        .putInt(size)
        .array();
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private Exchange get(String coding, byte[] body) throws IOException {
    return Coded.get(client, coding, body);
  }

  @Test
  void zstdIsUnpacked() throws IOException {
    byte[] packed = zstd(PAGE);
    Answer answer = answer(get("zstd", packed));
    assertThat(answer.body()).isEqualTo(PAGE);
    assertThat(answer.wireBytes()).isEqualTo(packed.length);
    assertThat(answer(get("ZSTD", Zstd.compress(PAGE, 19))).body()).isEqualTo(PAGE);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16_384, 16_385, 65_536, 65_537, 300_000, 9_000_000})
  void bodiesOfEverySizeAreWhole(int size) throws IOException {
    byte[] body = random(size);
    assertThat(answer(get("zstd", zstd(body))).body()).isEqualTo(body);
  }

  @Test
  void framesOneAfterTheOtherAreUnpackedWhole() throws IOException {
    byte[] skipped =
        ByteBuffer.allocate(12)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(0x184D2A53)
            .putInt(4)
            .putInt(7)
            .array();
    byte[] one = zstd("one ".getBytes(StandardCharsets.UTF_8));
    byte[] two = zstd("two".getBytes(StandardCharsets.UTF_8), 23);
    byte[] frames = join(skipped, one, zstd(new byte[0]), skipped, two, skipped);
    assertThat(Clients.text(get("zstd", frames))).isEqualTo("one two");
  }

  @Test
  void aWindowOfEightMebibytesIsTakenAndNoLargerOne() throws IOException {
    assertThat(answer(get("zstd", zstd(PAGE, 23))).body()).isEqualTo(PAGE);
    Failure failure = failure(get("zstd", zstd(PAGE, 24)));
    assertThat(failure.reason()).isEqualTo(Reason.MALFORMED);
    assertThat(failure.detail()).contains("too much memory");
    byte[] second = join(zstd(PAGE), zstd(PAGE, 27));
    assertThat(reason(get("zstd", second))).isEqualTo(Reason.MALFORMED);
    assertThat(failure(get("zstd", oneSegment(8 << 20))).detail()).contains("ends");
    assertThat(failure(get("zstd", oneSegment((8 << 20) + 1))).detail()).contains("much memory");
  }

  @Test
  void anEmptyBodyNeedNotBePacked() throws IOException {
    assertThat(answer(get("zstd", zstd(new byte[0]))).body()).isEmpty();
    assertThat(answer(get("zstd", new byte[0])).body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 3000, 200_000})
  void bytesBehindAPackedBodyAreIgnored(int count) throws IOException {
    byte[] line = new byte[count];
    Arrays.fill(line, (byte) '\n');
    assertThat(answer(get("zstd", join(zstd(PAGE), line))).body()).isEqualTo(PAGE);
  }

  @Test
  void aBodyThatIsNotZstdIsMalformed() throws IOException {
    Failure failure = failure(get("zstd", PAGE));
    assertThat(failure.reason()).isEqualTo(Reason.MALFORMED);
    assertThat(failure.detail()).contains("zstd");
    assertThat(reason(get("zstd", new byte[] {'\n'}))).isEqualTo(Reason.MALFORMED);
    byte[] packed = zstd(PAGE);
    packed[packed.length - 1] ^= 1;
    assertThat(reason(get("zstd", packed))).as("checksum").isEqualTo(Reason.MALFORMED);
  }

  @Test
  void aBodyForADictionaryThatWeDoNotHaveIsMalformed() throws IOException {
    byte[] packed;
    try (ZstdCompressCtx packer = new ZstdCompressCtx()) {
      packed = packer.loadDict(PAGE).compress(PAGE);
    }
    assertThat(reason(get("zstd", packed))).isEqualTo(Reason.MALFORMED);
  }

  @Test
  void aBodyCutOffAnywhereIsMalformed() throws IOException {
    byte[] packed = zstd(PAGE);
    for (int length = 1; length < packed.length; length++) {
      assertThat(reason(get("zstd", Arrays.copyOf(packed, length))))
          .as("%d bytes", length)
          .isEqualTo(Reason.MALFORMED);
    }
    byte[] two = join(packed, packed);
    assertThat(reason(get("zstd", Arrays.copyOf(two, two.length - 1)))).isEqualTo(Reason.MALFORMED);
  }

  @Test
  void theLimitsAreOnTheUnpackedBody() throws IOException {
    byte[] packed = zstd(PAGE);
    Limits limit = Limits.failAbove(PAGE.length);
    assertThat(answer(Coded.get(client, "zstd", packed, limit)).body()).isEqualTo(PAGE);
    Limits below = Limits.failAbove(PAGE.length - 1);
    assertThat(reason(Coded.get(client, "zstd", packed, below))).isEqualTo(Reason.TOO_LARGE);
    Answer cut = answer(Coded.get(client, "zstd", packed, Limits.cutAt(10)));
    assertThat(cut.body()).isEqualTo(Arrays.copyOf(PAGE, 10));
  }

  @Test
  void aBombIsRecognisedByItsRatio() throws IOException {
    byte[] bomb = zstd(new byte[64 << 20], 23);
    assertThat(bomb).hasSizeLessThan(10_000);
    assertThat(reason(get("zstd", bomb))).isEqualTo(Reason.BOMB);
    byte[] spaces = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
    assertThat(answer(get("zstd", zstd(spaces))).body()).isEqualTo(spaces);
  }

  @Test
  void zstdAndOthersAreUndoneInTurn() throws IOException {
    assertThat(answer(get("zstd, gzip", gzip(zstd(PAGE)))).body()).isEqualTo(PAGE);
    assertThat(answer(get("gzip, zstd", zstd(gzip(PAGE)))).body()).isEqualTo(PAGE);
    assertThat(answer(get("zstd, zstd", zstd(zstd(PAGE)))).body()).isEqualTo(PAGE);
    byte[] brotli = StoredBrotli.of(24, PAGE);
    assertThat(answer(get("br, zstd", zstd(brotli))).body()).isEqualTo(PAGE);
  }

  @Test
  void aNestedBombIsRecognisedAtTheLayerThatExplodes() throws IOException {
    byte[] zeros = new byte[64 << 20];
    assertThat(reason(get("zstd, zstd", zstd(zstd(zeros))))).isEqualTo(Reason.BOMB);
    assertThat(reason(get("gzip, zstd", zstd(gzip(zeros))))).isEqualTo(Reason.BOMB);
    assertThat(reason(get("zstd, gzip", gzip(zstd(zeros))))).isEqualTo(Reason.BOMB);
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "memory is read from /proc")
  void aDecoderLeavesNothingOutsideOfTheHeap() throws IOException {
    byte[] whole = zstd(random(300_000), 23);
    byte[] broken = Arrays.copyOf(whole, 200_000);
    assertThat(reason(get("zstd", broken))).isEqualTo(Reason.MALFORMED);
    long before = addressSpace();
    try (RawServer server = RawServer.answering(Coded.answer("zstd", broken))) {
      for (int i = 0; i < 200; i++) {
        assertThat(reason(client.fetch(server.target("/"), Coded.TEN_MEBIBYTES)))
            .isEqualTo(Reason.MALFORMED);
      }
    }
    // Each of the 200 decoders had its window of 8 MiB.
    assertThat(addressSpace() - before).isLessThan(800L << 20);
  }

  private static long addressSpace() throws IOException {
    String line =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(l -> l.startsWith("VmSize:"))
            .findFirst()
            .orElseThrow();
    return 1024 * Long.parseLong(line.replaceAll("[^0-9]", ""));
  }
}
