package dev.trawl.rest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The body of a request, no more of it than we take. */
final class RequestBody {
  static final int MAX_BYTES = 8 << 20;

  private RequestBody() {}

  /**
   * The whole body as text.
   *
   * @throws ProblemException 413 over 8 MiB, 400 if it is not UTF-8
   */
  static String read(InputStream body) throws IOException {
    return read(body, MAX_BYTES);
  }

  /**
   * The same, of a body that may have at most so many bytes.
   *
   * @throws ProblemException 413 over that, 400 if it is not UTF-8
   */
  static String read(InputStream body, int most) throws IOException {
    byte[] bytes = body.readNBytes(most + 1);
    if (bytes.length > most) {
      throw ProblemException.tooLarge("The body is over " + most + " bytes");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw ProblemException.badParameter("body", "must be UTF-8");
    }
  }
}
