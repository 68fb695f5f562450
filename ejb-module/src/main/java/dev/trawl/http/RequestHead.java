package dev.trawl.http;

import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/** Makes the GET request for a target. */
final class RequestHead {
  private static final String ACCEPT =
      "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

  private RequestHead() {}

  /** Throws IllegalArgumentException for an extra field that must not be sent. */
  static ClassicHttpRequest get(Target target, String userAgent, Headers extra) {
    // This constructor takes the path as it is; the ones without a host go through java.net.URI.
    ClassicHttpRequest request =
        new BasicClassicHttpRequest("GET", (HttpHost) null, target.requestTarget());
    request.addHeader(HttpHeaders.HOST, target.authority());
    request.addHeader(HttpHeaders.USER_AGENT, userAgent);
    request.addHeader(HttpHeaders.ACCEPT, ACCEPT);
    request.addHeader(HttpHeaders.ACCEPT_ENCODING, Decoder.ACCEPTED);
    for (Headers.Field field : extra.fields()) {
      RequestFields.check(field);
      request.setHeader(field.name(), field.value());
    }
    return request;
  }
}
