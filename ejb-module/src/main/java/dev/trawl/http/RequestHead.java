package dev.trawl.http;

import java.util.Locale;
import java.util.Set;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/** Makes the GET request for a target. */
final class RequestHead {
  private static final String ACCEPT =
      "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

  /** Fields that frame or route the request; another value would break it. */
  private static final Set<String> OURS =
      Set.of(
          "host",
          "connection",
          "content-length",
          "transfer-encoding",
          "accept-encoding",
          "te",
          "upgrade");

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
      check(field);
      request.setHeader(field.name(), field.value());
    }
    return request;
  }

  private static void check(Headers.Field field) {
    // RFC 9110 sections 5.1 and 5.5; a line break would be a second field.
    if (!field.name().matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")
        || !field.value().chars().allMatch(c -> c == '\t' || (c >= ' ' && c < 0x7f))
        || OURS.contains(field.name().toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException("header field that cannot be sent: " + field.name());
    }
  }
}
