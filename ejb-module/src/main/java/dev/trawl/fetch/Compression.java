package dev.trawl.fetch;

import dev.trawl.body.Body;
import dev.trawl.body.BodyBuffer;
import dev.trawl.body.BodyStore;
import dev.trawl.message.FetchOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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

  /**
   * The answer with its body compressed, if that makes it smaller; what it had is closed then.
   *
   * @throws IOException if there is no room for it, or what is in a file cannot be read
   */
  static FetchOutcome compress(FetchOutcome.Answer answer, BodyStore bodies) throws IOException {
    Body body = answer.body();
    if (body.length() < SMALLEST) {
      return answer;
    }
    Body compressed = gzip(body, bodies);
    if (compressed.length() >= body.length()) {
      compressed.close();
      return answer;
    }
    body.close();
    return new FetchOutcome.Answer(
        answer.status(),
        answer.contentType(),
        answer.location(),
        answer.robotsTags(),
        answer.headers(),
        answer.retryAfter(),
        answer.address(),
        answer.protocol(),
        compressed,
        Optional.of("gzip"),
        answer.setCookies());
  }

  private static Body gzip(Body body, BodyStore bodies) throws IOException {
    int first = (int) Math.max(1024, Math.min(body.length(), Body.LARGEST_IN_MEMORY) / 4);
    try (InputStream in = body.open();
        BodyBuffer buffer = bodies.buffer(first);
        GZIPOutputStream out = new Fast(buffer)) {
      in.transferTo(out);
      out.finish();
      return buffer.finish();
    }
  }

  /** At the best speed: the processor time of a page is scarcer than its disk space. */
  private static final class Fast extends GZIPOutputStream {
    Fast(OutputStream out) throws IOException {
      super(out, 8192);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
