package dev.trawl.http;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http2.hpack.HPackEncoder;
import org.apache.hc.core5.util.ByteArrayBuffer;

/** Makes a field block of a request (RFC 9113 section 8.3.1), the same fields as over HTTP/1.1. */
final class Http2Request {
  /** Of the connection (section 8.2.2), or said by {@code :authority}. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "host",
          "connection",
          "keep-alive",
          "proxy-connection",
          "te",
          "transfer-encoding",
          "upgrade");

  /** RFC 7541 section 6.3: from here on the dynamic table has no room. */
  private static final int NO_TABLE = 0x20;

  private Http2Request() {}

  /** The block. It is understood whatever blocks came before, and whatever table the server has. */
  static byte[] block(ClassicHttpRequest request) throws CharacterCodingException {
    ByteArrayBuffer block = new ByteArrayBuffer(512);
    block.append(NO_TABLE);
    new HPackEncoder(0, StandardCharsets.US_ASCII).encodeHeaders(block, fields(request), true);
    return block.toByteArray();
  }

  private static List<Header> fields(ClassicHttpRequest request) {
    List<Header> fields = new ArrayList<>();
    fields.add(new BasicHeader(":method", request.getMethod()));
    fields.add(new BasicHeader(":scheme", "https"));
    fields.add(new BasicHeader(":authority", request.getFirstHeader(HttpHeaders.HOST).getValue()));
    fields.add(new BasicHeader(":path", request.getRequestUri()));
    for (Header field : request.getHeaders()) {
      String name = field.getName().toLowerCase(Locale.ROOT);
      if (!LEFT_OUT.contains(name)) {
        fields.add(new BasicHeader(name, field.getValue()));
      }
    }
    return fields;
  }
}
