package dev.trawl.page;

import dev.trawl.message.FetchOutcome.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.GZIPInputStream;

/** Bodies of results, whoever fetched them. */
final class Bodies {
  private static final String GZIP = "gzip";

  private Bodies() {}

  /**
   * The decoded bytes.
   *
   * @throws IllegalArgumentException if they are not what the message says, or more than the job
   *     allows
   */
  static byte[] decode(Answer answer, long most) {
    if (answer.contentEncoding().isEmpty()) {
      return limited(answer.body(), most);
    }
    if (!answer.contentEncoding().get().equals(GZIP)) {
      throw new IllegalArgumentException("contentEncoding of a result is gzip or absent");
    }
    return gunzip(answer.body(), most);
  }

  static Body body(Answer answer, byte[] decoded) {
    return new Body(
        answer.body(), answer.contentEncoding().isPresent(), decoded.length, sha256(decoded));
  }

  static byte[] gunzip(byte[] compressed, long most) {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed), 8192)) {
      byte[] body = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, most + 1));
      return limited(body, most);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the body of a result is not what contentEncoding says", e);
    }
  }

  private static byte[] limited(byte[] body, long most) {
    if (body.length > most) {
      throw new IllegalArgumentException("the body of a result is over maxBodyBytes");
    }
    return body;
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
