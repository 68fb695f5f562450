package dev.trawl.fetch;

import dev.trawl.message.FetchOutcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Compresses a body once, for the message and for the database; most messages stay below the
 * broker's large ones.
 */
final class Compression {
  /** Below this many bytes it is not worth it. */
  private static final int SMALLEST = 512;

  private Compression() {}

  static FetchOutcome compress(
      int status, Optional<String> contentType, Optional<String> location, byte[] body) {
    if (body.length < SMALLEST) {
      return new FetchOutcome.Answer(status, contentType, location, body, Optional.empty());
    }
    byte[] compressed = gzip(body);
    return compressed.length < body.length
        ? new FetchOutcome.Answer(status, contentType, location, compressed, Optional.of("gzip"))
        : new FetchOutcome.Answer(status, contentType, location, body, Optional.empty());
  }

  private static byte[] gzip(byte[] body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(Math.max(1024, body.length / 4));
    try (GZIPOutputStream out = new Fast(bytes)) {
      out.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** At the best speed: the processor time of a page is scarcer than its disk space. */
  private static final class Fast extends GZIPOutputStream {
    Fast(ByteArrayOutputStream out) throws IOException {
      super(out, 8192);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
