package dev.trawl.parse;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The header field {@code Link} (RFC 8288, section 3): {@code <target>; rel="type type", ...}. */
public final class LinkField {
  private LinkField() {}

  /**
   * The target of the first link of type {@code canonical} (RFC 6596), as it stands there. What is
   * no link is passed over.
   *
   * @param field one field's value
   */
  public static Optional<String> canonical(String field) {
    int open = field.indexOf('<');
    while (open >= 0) {
      int close = field.indexOf('>', open);
      if (close < 0) {
        return Optional.empty();
      }
      int end = endOf(field, close + 1, ',');
      if (isCanonical(field.substring(close + 1, end))) {
        return Optional.of(field.substring(open + 1, close));
      }
      open = field.indexOf('<', end);
    }
    return Optional.empty();
  }

  /**
   * Of several rel, the first counts; an anchor makes it a link of something else (section 3.2).
   */
  private static boolean isCanonical(String parameters) {
    Optional<String> rel = Optional.empty();
    int end;
    for (int from = 0; from < parameters.length(); from = end + 1) {
      end = endOf(parameters, from, ';');
      String[] parameter = parameters.substring(from, end).split("=", 2);
      String name = parameter[0].strip().toLowerCase(Locale.ROOT);
      if (name.equals("anchor")) {
        return false;
      }
      if (name.equals("rel") && rel.isEmpty() && parameter.length == 2) {
        rel = Optional.of(parameter[1]);
      }
    }
    return rel.map(types -> types.replace('"', ' ').strip().split("\\s+", -1))
        .filter(types -> Arrays.stream(types).anyMatch("canonical"::equalsIgnoreCase))
        .isPresent();
  }

  /** Where that character stands first, but not between quotes; the end if it does not. */
  private static int endOf(String text, int from, char separator) {
    boolean quoted = false;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (quoted && c == '\\') {
        i++;
      } else if (!quoted && c == separator) {
        return i;
      }
    }
    return text.length();
  }
}
