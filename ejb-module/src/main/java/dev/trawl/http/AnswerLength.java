package dev.trawl.http;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpMessage;
import org.apache.hc.core5.http.NotImplementedException;
import org.apache.hc.core5.http.ProtocolException;

/**
 * Where a body ends, by RFC 9112 section 6.3 and as leniently as browsers: the same Content-Length
 * said twice is one, and a Transfer-Encoding of {@code identity} is none.
 */
final class AnswerLength implements ContentLengthStrategy {

  @Override
  public long determineLength(HttpMessage message) throws HttpException {
    Set<String> codings = values(message, HttpHeaders.TRANSFER_ENCODING);
    codings.remove("identity");
    if (codings.isEmpty()) {
      return contentLength(values(message, HttpHeaders.CONTENT_LENGTH));
    }
    if (codings.equals(Set.of("chunked"))) {
      return CHUNKED;
    }
    throw new NotImplementedException("transfer coding " + codings);
  }

  private static long contentLength(Set<String> lengths) throws ProtocolException {
    if (lengths.isEmpty()) {
      return UNDEFINED;
    }
    String length = lengths.iterator().next();
    if (lengths.size() > 1 || !length.matches("[0-9]{1,18}")) {
      throw new ProtocolException("content length " + lengths);
    }
    return Long.parseLong(length);
  }

  private static Set<String> values(HttpMessage message, String name) {
    Set<String> values = new HashSet<>();
    for (Header header : message.getHeaders(name)) {
      for (String value : header.getValue().split(",", -1)) {
        if (!value.isBlank()) {
          values.add(value.strip().toLowerCase(Locale.ROOT));
        }
      }
    }
    return values;
  }
}
