package dev.trawl.http;

import java.io.IOException;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpConnectionFactory;
import org.apache.hc.core5.http.protocol.HttpCoreContext;

/** All that a server sends over a connection of HTTP/1.1, as {@link Answers} takes it. */
public final class AnswerFuzz {
  private static final HttpRequestExecutor EXECUTOR = new HttpRequestExecutor();
  private static final HttpConnectionFactory<ManagedHttpClientConnection> CONNECTIONS =
      Connections.factory(Answers.SETTINGS);

  private AnswerFuzz() {}

  public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
    Answers.check(
        bytes,
        socket -> {
          ManagedHttpClientConnection connection = CONNECTIONS.createConnection(socket);
          return request ->
              (AnswerHead) EXECUTOR.execute(request, connection, HttpCoreContext.create());
        });
  }
}
