package dev.trawl.http;

import static dev.trawl.http.Clients.answer;
import static dev.trawl.http.Clients.failure;
import static dev.trawl.http.Clients.reason;
import static dev.trawl.http.Clients.text;
import static dev.trawl.http.Coded.PAGE;
import static dev.trawl.http.Coded.gzip;
import static dev.trawl.http.Coded.join;
import static dev.trawl.http.Coded.pack;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContentCodingTest {
  private final GuardedHttpClient client = Clients.loopback();

  @AfterEach
  void closeClient() {
    client.close();
  }

  private Exchange get(String coding, byte[] body) throws IOException {
    return Coded.get(client, coding, body);
  }

  private Exchange get(String coding, byte[] body, Limits limits) throws IOException {
    return Coded.get(client, coding, body, limits);
  }

  @Test
  void gzipIsUnpacked() throws IOException {
    byte[] packed = gzip(PAGE);
    Answer answer = answer(get("gzip", packed));
    assertThat(answer.body()).isEqualTo(PAGE);
    assertThat(answer.wireBytes()).isEqualTo(packed.length);
    assertThat(answer(get("X-GZIP", packed)).body()).isEqualTo(PAGE);
  }

  @Test
  void gzipInSeveralMembersIsUnpackedWhole() throws IOException {
    byte[] one = gzip("one ".getBytes(StandardCharsets.UTF_8));
    byte[] two = gzip("two".getBytes(StandardCharsets.UTF_8));
    assertThat(text(get("gzip", join(one, two)))).isEqualTo("one two");
  }

  @Test
  void deflateIsUnpackedWithAndWithoutItsWrapper() throws IOException {
    assertThat(answer(get("deflate", pack(PAGE, DeflaterOutputStream::new))).body())
        .isEqualTo(PAGE);
    byte[] bare = pack(PAGE, out -> new DeflaterOutputStream(out, new Deflater(9, true)));
    assertThat(answer(get("deflate", bare)).body()).isEqualTo(PAGE);
  }

  @Test
  void twoCodingsAreUndoneInTurn() throws IOException {
    byte[] twice = gzip(pack(PAGE, DeflaterOutputStream::new));
    assertThat(answer(get("deflate, gzip", twice)).body()).isEqualTo(PAGE);
    assertThat(answer(get("gzip, identity, gzip", gzip(gzip(PAGE)))).body()).isEqualTo(PAGE);
  }

  @Test
  void anEmptyBodyNeedNotBePacked() throws IOException {
    assertThat(answer(get("gzip", new byte[0])).body()).isEmpty();
    assertThat(answer(get("deflate", new byte[0])).body()).isEmpty();
  }

  @Test
  void bytesBehindAPackedBodyAreIgnored() throws IOException {
    byte[] padded = join(gzip(PAGE), new byte[3000]);
    assertThat(answer(get("gzip", padded)).body()).isEqualTo(PAGE);
  }

  @Test
  void aBodyThatIsNotInItsCodingIsMalformed() throws IOException {
    assertThat(reason(get("gzip", PAGE))).isEqualTo(Reason.MALFORMED);
    assertThat(reason(get("deflate", PAGE))).isEqualTo(Reason.MALFORMED);
    byte[] packed = gzip(PAGE);
    packed[packed.length - 6] ^= 1;
    assertThat(reason(get("gzip", packed))).as("checksum").isEqualTo(Reason.MALFORMED);
    byte[] half = Arrays.copyOf(gzip(PAGE), 60);
    assertThat(reason(get("gzip", half))).as("cut off").isEqualTo(Reason.MALFORMED);
  }

  @Test
  void codingsThatWereNotAskedForAreMalformedAndNamed() throws IOException {
    Failure failure = failure(get("compress", PAGE));
    assertThat(failure.reason()).isEqualTo(Reason.MALFORMED);
    assertThat(failure.detail()).contains("\"compress\"");
    assertThat(reason(get("gzip, gzip, gzip", gzip(gzip(gzip(PAGE)))))).isEqualTo(Reason.MALFORMED);
  }

  @Test
  void theLimitIsOnTheUnpackedBody() throws IOException {
    Limits limit = Limits.failAbove(PAGE.length);
    assertThat(answer(get("gzip", gzip(PAGE), limit)).body()).isEqualTo(PAGE);
    assertThat(reason(get("gzip", gzip(PAGE), Limits.failAbove(PAGE.length - 1))))
        .isEqualTo(Reason.TOO_LARGE);
    assertThat(answer(get("gzip", gzip(PAGE), Limits.cutAt(10))).body()).hasSize(10);
  }

  @Test
  void aGzipBombIsRecognisedByItsRatio() throws IOException {
    byte[] bomb = gzip(new byte[8 << 20]);
    assertThat(bomb).hasSizeLessThan(10_000);
    assertThat(reason(get("gzip", bomb))).isEqualTo(Reason.BOMB);
  }

  @Test
  void aNestedBombIsRecognisedAtTheLayerThatExplodes() throws IOException {
    byte[] nested = gzip(gzip(new byte[64 << 20]));
    assertThat(reason(get("gzip, gzip", nested))).isEqualTo(Reason.BOMB);
  }

  @Test
  void aPageThatPacksWellIsNoBomb() throws IOException {
    byte[] spaces = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
    assertThat(answer(get("gzip", gzip(spaces))).body()).isEqualTo(spaces);
  }
}
