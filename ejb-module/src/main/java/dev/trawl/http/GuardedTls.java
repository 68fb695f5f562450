package dev.trawl.http;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * TLS that may offer HTTP/2, and whose every failure is an SSLException, so that it is not taken
 * for a failure to connect.
 */
final class GuardedTls implements TlsSocketStrategy {
  /** The name of HTTP/2 in a handshake (RFC 9113 section 3.1). */
  static final String HTTP_2 = "h2";

  private static final String WITHOUT_HTTP_2 = "trawl.without-http-2";

  private final TlsSocketStrategy offering;
  private final TlsSocketStrategy plain;

  GuardedTls(SSLContext context, boolean http2) {
    // The Java machine itself checks the certificate against the host (RFC 9110 section 4.3.4).
    plain = new DefaultClientTlsStrategy(context, HostnameVerificationPolicy.BUILTIN, null);
    offering = http2 ? new OfferingHttp2(context) : plain;
  }

  /** Makes HTTP/1.1 of what is connected in that context. */
  static void withoutHttp2(HttpContext context) {
    context.setAttribute(WITHOUT_HTTP_2, true);
  }

  @Override
  public SSLSocket upgrade(
      Socket socket, String host, int port, Object attachment, HttpContext context)
      throws IOException {
    try {
      TlsSocketStrategy strategy = context.getAttribute(WITHOUT_HTTP_2) == null ? offering : plain;
      return strategy.upgrade(socket, host, port, attachment, context);
    } catch (SSLException | SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      throw new SSLException("connection lost in the TLS handshake", e);
    }
  }

  private static final class OfferingHttp2 extends DefaultClientTlsStrategy {
    OfferingHttp2(SSLContext context) {
      super(context, HostnameVerificationPolicy.BUILTIN, null);
    }

    @Override
    protected void initializeSocket(SSLSocket socket) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {HTTP_2, "http/1.1"});
      socket.setSSLParameters(parameters);
    }
  }
}
