package dev.trawl.http;

import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpVersion;

/** Makes an answer's head of the fields that came (RFC 9113 section 8.3.2). */
final class Http2Head {
  private static final String STATUS = ":status";

  private static final Pattern STATUS_CODE = Pattern.compile("[1-9][0-9]{2}");

  /** Section 8.2.1: visible, no colon, and no letter in upper case. */
  private static final Pattern NAME = Pattern.compile("[!-9;-@\\[-~]+");

  /**
   * Section 8.2.2: they speak of a connection of HTTP/1.1. Servers that send them all the same are
   * read by browsers, which pass over such fields; so do we.
   */
  private static final Set<String> OF_A_CONNECTION =
      Set.of("connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade");

  private Http2Head() {}

  /**
   * The head.
   *
   * @param isClean whether the connection can serve again, asked after the body was read
   */
  static AnswerHead of(List<Header> fields, BooleanSupplier isClean) throws ExchangeException {
    if (fields.isEmpty() || !fields.get(0).getName().equals(STATUS)) {
      throw ExchangeException.malformed("an answer that does not begin with its status");
    }
    String status = fields.get(0).getValue();
    if (!STATUS_CODE.matcher(status).matches()) {
      throw ExchangeException.malformed("status code " + status);
    }
    AnswerHead head = new AnswerHead(Integer.parseInt(status), isClean);
    head.setVersion(HttpVersion.HTTP_2);
    for (Header field : fields.subList(1, fields.size())) {
      check(field);
      if (!OF_A_CONNECTION.contains(field.getName())) {
        head.addHeader(field.getName(), field.getValue().strip());
      }
    }
    return head;
  }

  /** Checks a field that is no pseudo-header field, as none may be behind the status. */
  static void check(Header field) throws ExchangeException {
    if (!NAME.matcher(field.getName()).matches()) {
      throw ExchangeException.malformed("header field named \"" + field.getName() + "\"");
    }
    if (field.getValue().chars().anyMatch(c -> c == '\0' || c == '\r' || c == '\n')) {
      throw ExchangeException.malformed("line break in header field " + field.getName());
    }
  }
}
