package dev.trawl.http;

import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.HttpConnectionFactory;
import org.apache.hc.core5.http.io.HttpMessageParser;
import org.apache.hc.core5.http.io.HttpMessageParserFactory;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;

/**
 * Puts together the pool of connections: where our resolver, TLS and limits go into the library.
 */
final class Connections {
  /**
   * Lines, or fields, of a head. Trailers, which nobody reads, get fewer, as over HTTP/1.1 their
   * size has no limit of its own.
   */
  static final int MOST_HEADER_LINES = 500;

  static final int MOST_TRAILER_LINES = 16;

  private Connections() {}

  static ConnectionPools pools(
      HttpSettings settings, HostResolver resolver, SSLContext tls, Tunnels tunnels) {
    GuardedTls guardedTls = new GuardedTls(tls, settings.http2());
    GuardedResolver guarded =
        new GuardedResolver(resolver, new AddressGuard(settings.allowedNetworks()));
    return ConnectionPools.of(
        settings, total -> pool(settings, operator(guarded, guardedTls, tunnels), total));
  }

  private static PoolingHttpClientConnectionManager pool(
      HttpSettings settings, DefaultHttpClientConnectionOperator operator, int total) {
    PoolingHttpClientConnectionManager pool =
        new PoolingHttpClientConnectionManager(
            operator,
            PoolConcurrencyPolicy.STRICT,
            PoolReusePolicy.LIFO,
            TimeValue.NEG_ONE_MILLISECOND,
            factory(settings));
    pool.setDefaultMaxPerRoute(settings.maxConnectionsPerHost());
    pool.setMaxTotal(total);
    // A probe of idle connections would cost a millisecond each; stale ones show themselves (see
    // Attempt).
    pool.setDefaultConnectionConfig(
        ConnectionConfig.custom()
            .setValidateAfterInactivity(TimeValue.NEG_ONE_MILLISECOND)
            .build());
    return pool;
  }

  private static DefaultHttpClientConnectionOperator operator(
      GuardedResolver resolver, GuardedTls tls, Tunnels tunnels) {
    return new DefaultHttpClientConnectionOperator(
        ignoredProxy -> tunnels.socket(),
        null,
        resolver,
        RegistryBuilder.<TlsSocketStrategy>create().register("https", tls).build());
  }

  static HttpConnectionFactory<ManagedHttpClientConnection> factory(HttpSettings settings) {
    Http1Config.Builder config =
        Http1Config.custom().setMaxLineLength(settings.maxHeaderBytes() / 4);
    Http1Config forTrailers = config.setMaxHeaderCount(MOST_TRAILER_LINES).build();
    Http1Config forHeads = config.setMaxHeaderCount(MOST_HEADER_LINES).build();
    HttpMessageParserFactory<ClassicHttpResponse> parsers = parsers(forHeads, settings);
    return ignoredSocket -> new NegotiatedConnection(settings, forTrailers, parsers);
  }

  private static HttpMessageParserFactory<ClassicHttpResponse> parsers(
      Http1Config config, HttpSettings settings) {
    return new HttpMessageParserFactory<>() {
      @Override
      @SuppressWarnings("deprecation") // still abstract in the interface
      public HttpMessageParser<ClassicHttpResponse> create(Http1Config ignored) {
        return create();
      }

      @Override
      public HttpMessageParser<ClassicHttpResponse> create() {
        return new AnswerParser(config, settings.maxHeaderBytes(), settings.timeouts());
      }
    };
  }
}
