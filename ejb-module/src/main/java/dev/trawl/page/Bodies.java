package dev.trawl.page;

import dev.trawl.message.FetchOutcome.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** How bodies are compressed, in results and in the database. */
final class Bodies {
  private static final String GZIP = "gzip";
  private static final int BUFFER = 8192;

  private Bodies() {}

  /**
   * The decoded bytes of a result, from the first on.
   *
   * @throws IllegalArgumentException if the message says that they are compressed otherwise
   * @throws IOException if they cannot be read, or are not what the message says
   */
  static InputStream open(Answer answer) throws IOException {
    if (answer.contentEncoding().isEmpty()) {
      return answer.body().open();
    }
    if (!answer.contentEncoding().get().equals(GZIP)) {
      throw new IllegalArgumentException("contentEncoding of a result is gzip or absent");
    }
    return unpacked(answer.body().open());
  }

  static InputStream unpacked(InputStream compressed) throws IOException {
    try {
      return new GZIPInputStream(compressed, BUFFER);
    } catch (IOException e) {
      compressed.close();
      throw e;
    }
  }
}
