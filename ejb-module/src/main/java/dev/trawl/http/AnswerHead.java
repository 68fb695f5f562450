package dev.trawl.http;

import java.io.Serial;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;

/**
 * An answer's head that remembers the connection's input buffer, to see whether anything is left in
 * it.
 */
final class AnswerHead extends BasicClassicHttpResponse {
  @Serial private static final long serialVersionUID = 1;

  private final transient SessionInputBuffer input;

  AnswerHead(int status, SessionInputBuffer input) {
    super(status);
    this.input = input;
  }

  /**
   * Whether the server sent more than this answer. Nothing was asked for yet, so it could only be
   * taken for the answer to the next request on the connection.
   */
  boolean hasSurplus() {
    return input.length() > 0;
  }
}
