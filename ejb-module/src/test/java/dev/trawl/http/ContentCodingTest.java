package dev.trawl.http;

import static dev.trawl.http.Clients.answer;
import static dev.trawl.http.Clients.failure;
import static dev.trawl.http.Clients.reason;
import static dev.trawl.http.Clients.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContentCodingTest {
  private static final Limits TEN_MEBIBYTES = Limits.failAbove(10 << 20);
  private static final byte[] PAGE =
      "<p>packed page</p>".repeat(500).getBytes(StandardCharsets.UTF_8);

  private final GuardedHttpClient client = Clients.loopback();

  @AfterEach
  void closeClient() {
    client.close();
  }

  @FunctionalInterface
  private interface Packer {
    OutputStream around(OutputStream out) throws IOException;
  }

  private static byte[] pack(byte[] bytes, Packer packer) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = packer.around(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    return pack(bytes, GZIPOutputStream::new);
  }

  private Exchange get(String coding, byte[] body) throws IOException {
    return get(coding, body, TEN_MEBIBYTES);
  }

  private Exchange get(String coding, byte[] body, Limits limits) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    String head =
        "HTTP/1.1 200 OK\r\nContent-Encoding: "
            + coding
            + "\r\nContent-Length: "
            + body.length
            + "\r\n\r\n";
    answer.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    answer.writeBytes(body);
    try (RawServer server = RawServer.answering(answer.toByteArray())) {
      Exchange first = client.fetch(server.target("/"), limits);
      if (first instanceof Answer whole && !whole.cut()) {
        client.fetch(server.target("/again"), limits);
        assertThat(server.connections()).as("the connection was left clean").isEqualTo(1);
      }
      return first;
    }
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
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    members.writeBytes(gzip("one ".getBytes(StandardCharsets.UTF_8)));
    members.writeBytes(gzip("two".getBytes(StandardCharsets.UTF_8)));
    assertThat(text(get("gzip", members.toByteArray()))).isEqualTo("one two");
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
    ByteArrayOutputStream padded = new ByteArrayOutputStream();
    padded.writeBytes(gzip(PAGE));
    padded.writeBytes(new byte[3000]);
    assertThat(answer(get("gzip", padded.toByteArray())).body()).isEqualTo(PAGE);
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
    Failure failure = failure(get("br", PAGE));
    assertThat(failure.reason()).isEqualTo(Reason.MALFORMED);
    assertThat(failure.detail()).contains("\"br\"");
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
