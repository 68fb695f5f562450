package dev.trawl.parse;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The encoding that a page declares by itself: "prescan a byte stream to determine its encoding" of
 * the HTML Standard, section 13.2.3.2, and the XML declaration that is asked when there is no meta
 * element.
 */
final class MetaPrescan {
  /**
   * In bytes. The standard looks at 1,024 and has the parser start anew when a declaration comes
   * later; one look at more is the same for all but a few pages.
   */
  private static final int LONGEST = 8_192;

  private static final Pattern XML =
      Pattern.compile("<\\?xml[^>]*?\\sencoding\\s*=\\s*[\"']([^\"'>]*)[\"']");
  private static final Pattern CHARSET =
      Pattern.compile(
          "charset\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s;\"']+))", Pattern.CASE_INSENSITIVE);

  private final String head;

  private MetaPrescan(String head) {
    this.head = head;
  }

  static Optional<Encoding> declared(byte[] body) {
    String head = new String(body, 0, Math.min(body.length, LONGEST), StandardCharsets.ISO_8859_1);
    return new MetaPrescan(head).firstMeta().or(() -> xml(head)).map(Encoding::whenDeclaredInside);
  }

  private static Optional<Encoding> xml(String head) {
    Matcher declaration = XML.matcher(head);
    return declaration.lookingAt() ? Encoding.labelled(declaration.group(1)) : Optional.empty();
  }

  private Optional<Encoding> firstMeta() {
    int at = head.indexOf('<');
    while (at >= 0) {
      TagScanner tag = new TagScanner(head, at);
      Optional<Encoding> found =
          tag.isStart("meta") ? encoding(tag.attributes()) : Optional.empty();
      if (found.isPresent()) {
        return found;
      }
      at = head.indexOf('<', tag.end());
    }
    return Optional.empty();
  }

  private static Optional<Encoding> encoding(Map<String, String> meta) {
    String charset = meta.get("charset");
    if (charset != null) {
      return Encoding.labelled(charset);
    }
    boolean pragma = "content-type".equalsIgnoreCase(meta.get("http-equiv"));
    return pragma ? inContent(meta.getOrDefault("content", "")) : Optional.empty();
  }

  private static Optional<Encoding> inContent(String content) {
    Matcher label = CHARSET.matcher(content);
    if (!label.find()) {
      return Optional.empty();
    }
    String quoted = label.group(1) == null ? label.group(2) : label.group(1);
    return Encoding.labelled(quoted == null ? label.group(3) : quoted);
  }
}
