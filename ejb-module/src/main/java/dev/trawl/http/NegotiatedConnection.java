package dev.trawl.http;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.impl.io.DefaultManagedHttpClientConnection;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.ProtocolVersion;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.BasicEndpointDetails;
import org.apache.hc.core5.http.impl.BasicHttpConnectionMetrics;
import org.apache.hc.core5.http.impl.BasicHttpTransportMetrics;
import org.apache.hc.core5.http.io.HttpMessageParserFactory;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/** A connection that speaks what was agreed upon in the TLS handshake, else HTTP/1.1. */
final class NegotiatedConnection extends DefaultManagedHttpClientConnection {
  private final HttpSettings settings;
  private @Nullable Http2Connection http2;
  private volatile boolean closed;

  NegotiatedConnection(
      HttpSettings settings,
      Http1Config http1Config,
      HttpMessageParserFactory<ClassicHttpResponse> parsers) {
    super("", null, null, http1Config, new AnswerLength(), null, null, parsers);
    this.settings = settings;
  }

  @Override
  public void bind(Socket socket) throws IOException {
    super.bind(socket);
    refuseIfClosed(socket);
  }

  @Override
  public void bind(SSLSocket tls, Socket socket) throws IOException {
    super.bind(tls, socket);
    refuseIfClosed(socket);
    if (GuardedTls.HTTP_2.equals(tls.getApplicationProtocol())) {
      http2 = new Http2Connection(tls, settings);
    }
  }

  /** Who closed it did not know of this socket: the next address, or the one TLS is spoken on. */
  private void refuseIfClosed(Socket socket) throws IOException {
    if (closed) {
      socket.close();
      throw new ConnectionClosedException("connection closed");
    }
  }

  @Override
  public void close(CloseMode mode) {
    closed = true;
    super.close(mode);
  }

  /**
   * At once. So the library closes what was malformed; over TLS 1.3 that would wait for the server
   * to close too, as long as a read may take and past every deadline.
   */
  @Override
  public void close() {
    close(CloseMode.IMMEDIATE);
  }

  @Override
  public @Nullable ProtocolVersion getProtocolVersion() {
    return http2 == null ? super.getProtocolVersion() : HttpVersion.HTTP_2;
  }

  /** Over HTTP/2 what was received are the bytes of answers alone. */
  @Override
  public @Nullable EndpointDetails getEndpointDetails() {
    EndpointDetails details = super.getEndpointDetails();
    if (http2 == null || details == null) {
      return details;
    }
    return new BasicEndpointDetails(
        details.getRemoteAddress(),
        details.getLocalAddress(),
        new BasicHttpConnectionMetrics(http2.answered(), new BasicHttpTransportMetrics()),
        details.getSocketTimeout());
  }

  @Override
  public void sendRequestHeader(ClassicHttpRequest request) throws HttpException, IOException {
    if (http2 == null) {
      super.sendRequestHeader(request);
    } else {
      http2.ask(request);
    }
  }

  @Override
  public void flush() throws IOException {
    if (http2 == null) {
      super.flush();
    } else {
      http2.flush();
    }
  }

  @Override
  public ClassicHttpResponse receiveResponseHeader() throws HttpException, IOException {
    return http2 == null ? super.receiveResponseHeader() : http2.head();
  }

  @Override
  public void receiveResponseEntity(ClassicHttpResponse response)
      throws HttpException, IOException {
    if (http2 == null) {
      super.receiveResponseEntity(response);
    } else {
      response.setEntity(http2.body((AnswerHead) response));
    }
  }
}
