package dev.trawl.parse;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One thing in angle brackets, read as the prescan reads it, long before there is a tree: a tag, a
 * comment, or whatever else.
 */
final class TagScanner {
  private final String text;
  private final int start;

  TagScanner(String text, int start) {
    this.text = text;
    this.start = start;
  }

  boolean isStart(String name) {
    int end = start + 1 + name.length();
    return text.regionMatches(true, start + 1, name, 0, name.length())
        && end < text.length()
        && (isSpace(end) || text.charAt(end) == '/');
  }

  /** Names in lower case; of a repeated one the first. */
  Map<String, String> attributes() {
    Map<String, String> found = new HashMap<>();
    Attribute attribute = attributeAt(nameEnd());
    while (!attribute.name.isEmpty()) {
      found.putIfAbsent(attribute.name.toLowerCase(Locale.ROOT), attribute.value);
      attribute = attributeAt(attribute.end);
    }
    return found;
  }

  /**
   * Where to go on: after the comment, else after the last attribute, so that brackets in quotes
   * are passed over.
   */
  int end() {
    if (text.startsWith("<!--", start)) {
      // From the second hyphen on: "<!-->" is a comment too.
      int close = text.indexOf("-->", start + 2);
      return close < 0 ? text.length() : close + 3;
    }
    if (!isTag()) {
      return start + 1;
    }
    Attribute attribute = attributeAt(nameEnd());
    while (!attribute.name.isEmpty()) {
      attribute = attributeAt(attribute.end);
    }
    return attribute.end;
  }

  private boolean isTag() {
    int letter = text.startsWith("</", start) ? start + 2 : start + 1;
    return letter < text.length() && Character.isLetter(text.charAt(letter));
  }

  private int nameEnd() {
    int at = start + 1;
    while (at < text.length() && !isSpace(at) && text.charAt(at) != '>' && text.charAt(at) != '/') {
      at++;
    }
    // The slash of an end tag is not the end of its name.
    return text.startsWith("</", start) ? at + 1 : at;
  }

  /** No name means that there was none left. */
  private record Attribute(String name, String value, int end) {}

  private Attribute attributeAt(int from) {
    int name = from;
    while (name < text.length() && (isSpace(name) || text.charAt(name) == '/')) {
      name++;
    }
    int nameEnd = name;
    while (nameEnd < text.length()
        && !isSpace(nameEnd)
        && "/>=".indexOf(text.charAt(nameEnd)) < 0) {
      nameEnd++;
    }
    if (nameEnd == name && nameEnd < text.length() && text.charAt(nameEnd) == '=') {
      nameEnd++;
    }
    int equals = skipSpaces(nameEnd);
    if (equals >= text.length() || text.charAt(equals) != '=') {
      return new Attribute(text.substring(name, nameEnd), "", nameEnd);
    }
    return value(text.substring(name, nameEnd), skipSpaces(equals + 1));
  }

  private Attribute value(String name, int from) {
    char quote = from < text.length() ? text.charAt(from) : '>';
    if (quote == '"' || quote == '\'') {
      int close = text.indexOf(quote, from + 1);
      int end = close < 0 ? text.length() : close;
      return new Attribute(name, text.substring(from + 1, end), Math.min(end + 1, text.length()));
    }
    int end = from;
    while (end < text.length() && !isSpace(end) && text.charAt(end) != '>') {
      end++;
    }
    return new Attribute(name, text.substring(from, end), end);
  }

  private int skipSpaces(int from) {
    int at = from;
    while (at < text.length() && isSpace(at)) {
      at++;
    }
    return at;
  }

  private boolean isSpace(int at) {
    return " \t\n\f\r".indexOf(text.charAt(at)) >= 0;
  }
}
