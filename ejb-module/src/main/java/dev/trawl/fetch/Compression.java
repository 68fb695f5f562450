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

  /** The answer with its body compressed, if that makes it smaller. */
  static FetchOutcome compress(FetchOutcome.Answer answer) {
    if (answer.body().length < SMALLEST) {
      return answer;
    }
    byte[] compressed = gzip(answer.body());
    return compressed.length < answer.body().length
        ? new FetchOutcome.Answer(
            answer.status(),
            answer.contentType(),
            answer.location(),
            answer.robotsTags(),
            answer.headers(),
            answer.retryAfter(),
            answer.address(),
            compressed,
            Optional.of("gzip"))
        : answer;
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
