package dev.trawl.http;

import java.io.Serial;
import java.util.function.BooleanSupplier;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;

/** An answer's head that can tell in which state the answer leaves its connection. */
final class AnswerHead extends BasicClassicHttpResponse {
  @Serial private static final long serialVersionUID = 1;

  private final transient BooleanSupplier isClean;

  AnswerHead(int status, BooleanSupplier isClean) {
    super(status);
    this.isClean = isClean;
  }

  /**
   * Whether there is nothing on the connection, once the body was read, that could be taken for the
   * answer to the next request.
   */
  boolean leavesConnectionClean() {
    return isClean.getAsBoolean();
  }

  boolean isHttp2() {
    return HttpVersion.HTTP_2.equals(getVersion());
  }
}
