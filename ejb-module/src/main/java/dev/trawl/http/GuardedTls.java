package dev.trawl.http;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;

/** TLS whose every failure is an SSLException, so that it is not taken for a failure to connect. */
final class GuardedTls implements TlsSocketStrategy {
  private final TlsSocketStrategy strategy;

  GuardedTls(SSLContext context) {
    // The Java machine itself checks the certificate against the host (RFC 9110 section 4.3.4).
    strategy = new DefaultClientTlsStrategy(context, HostnameVerificationPolicy.BUILTIN, null);
  }

  @Override
  public SSLSocket upgrade(
      Socket socket, String host, int port, Object attachment, HttpContext context)
      throws IOException {
    try {
      return strategy.upgrade(socket, host, port, attachment, context);
    } catch (SSLException | SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      throw new SSLException("connection lost in the TLS handshake", e);
    }
  }
}
