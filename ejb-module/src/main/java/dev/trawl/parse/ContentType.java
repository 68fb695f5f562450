package dev.trawl.parse;

import java.util.Locale;
import java.util.Optional;

/**
 * A Content-Type header: its type without parameters, in lower case and possibly empty, and its
 * charset parameter.
 *
 * @see <a href="https://mimesniff.spec.whatwg.org/#parsing-a-mime-type">MIME Sniffing</a>
 */
record ContentType(String type, Optional<String> charset) {
  static final ContentType NONE = new ContentType("", Optional.empty());

  static ContentType parse(String header) {
    String[] parts = header.split(";", -1);
    Optional<String> charset = Optional.empty();
    for (int i = 1; i < parts.length && charset.isEmpty(); i++) {
      charset = parameter("charset=", parts[i].strip());
    }
    return new ContentType(parts[0].strip().toLowerCase(Locale.ROOT), charset);
  }

  private static Optional<String> parameter(String name, String part) {
    boolean found = part.regionMatches(true, 0, name, 0, name.length());
    return found ? Optional.of(part.substring(name.length()).replace("\"", "")) : Optional.empty();
  }

  boolean isHtml() {
    return type.equals("text/html") || isXhtml();
  }

  boolean isXhtml() {
    return type.equals("application/xhtml+xml");
  }

  /** Nothing that says what the bytes are. */
  boolean isUnknown() {
    return switch (type) {
      case "unknown/unknown", "application/unknown", "*/*" -> true;
      default -> type.indexOf('/') < 0;
    };
  }
}
