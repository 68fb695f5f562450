package dev.trawl.http;

import java.io.IOException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpStatus;

/** All frames that a server sends over a connection of HTTP/2, as {@link Answers} takes them. */
public final class Http2Fuzz {
  private Http2Fuzz() {}

  public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
    Answers.check(
        bytes,
        socket -> {
          Http2Connection connection = new Http2Connection(socket, Answers.SETTINGS);
          return request -> ask(connection, request);
        });
  }

  private static AnswerHead ask(Http2Connection connection, ClassicHttpRequest request)
      throws IOException, HttpException {
    connection.ask(request);
    connection.flush();
    AnswerHead head = connection.head();
    while (head.getCode() < HttpStatus.SC_SUCCESS) {
      head = connection.head();
    }
    head.setEntity(connection.body(head));
    return head;
  }
}
