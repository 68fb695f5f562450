package dev.trawl.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Bodies in content codings, and how they are fetched over a socket. */
final class Coded {
  static final Limits TEN_MEBIBYTES = Limits.failAbove(10 << 20);

  static final byte[] PAGE = "<p>packed page</p>".repeat(500).getBytes(StandardCharsets.UTF_8);

  private Coded() {}

  /** A stream that packs what is written into another. */
  @FunctionalInterface
  interface Packer {
    OutputStream around(OutputStream out) throws IOException;
  }

  static byte[] pack(byte[] bytes, Packer packer) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = packer.around(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  static byte[] gzip(byte[] bytes) throws IOException {
    return pack(bytes, GZIPOutputStream::new);
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      whole.writeBytes(part);
    }
    return whole.toByteArray();
  }

  static Exchange get(GuardedHttpClient client, String coding, byte[] body) throws IOException {
    return get(client, coding, body, TEN_MEBIBYTES);
  }

  /**
   * Fetches a body, and checks that its decoders gave back their memory, and that the connection
   * could be used again after a whole answer.
   */
  static Exchange get(GuardedHttpClient client, String coding, byte[] body, Limits limits)
      throws IOException {
    try (RawServer server = RawServer.answering(answer(coding, body))) {
      Exchange first = client.fetch(server.target("/"), limits);
      if (first instanceof Answer whole && !whole.cut()) {
        client.fetch(server.target("/again"), limits);
        assertThat(server.connections()).as("the connection was left clean").isEqualTo(1);
      }
      assertThat(client.decoderMemory().free()).isEqualTo(DecoderMemory.BYTES);
      return first;
    }
  }

  static byte[] answer(String coding, byte[] body) {
    String head =
        "HTTP/1.1 200 OK\r\nContent-Encoding: "
            + coding
            + "\r\nContent-Length: "
            + body.length
            + "\r\n\r\n";
    return join(head.getBytes(StandardCharsets.US_ASCII), body);
  }
}
