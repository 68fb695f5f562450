package dev.trawl.message;

import dev.trawl.database.Texts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An answer's header fields as one text: a line {@code Name: value} for each, in their order. It is
 * carried and stored as it is; only who wants a field looks for it.
 *
 * @param text at most 8,192 characters; empty where no field is known
 */
public record HeaderLines(String text) {
  /** No field is known. */
  public static final HeaderLines NONE = new HeaderLines("");

  private static final int LONGEST = 8 << 10;

  /** They open somebody's session to whoever reads them (RFC 6265, section 8.2). */
  private static final List<String> SECRET = List.of("Set-Cookie", "Set-Cookie2");

  /** One field. */
  public record Field(String name, String value) {}

  /**
   * The lines of a text but for those that set cookies, as far as they fit; what PostgreSQL refuses
   * is replaced.
   */
  public static HeaderLines of(String lines) {
    StringBuilder kept = new StringBuilder(Math.min(lines.length(), LONGEST));
    int end;
    for (int from = 0; from < lines.length(); from = end + 1) {
      end = end(lines, from);
      boolean fits = kept.length() + 1 + end - from <= LONGEST;
      if (fits && end > from && !isSecret(lines, from)) {
        kept.append(kept.isEmpty() ? "" : "\n").append(lines, from, end);
      }
    }
    return new HeaderLines(Texts.storable(kept.toString()));
  }

  private static boolean isSecret(String lines, int from) {
    for (String name : SECRET) {
      if (isNamed(lines, from, name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNamed(String lines, int from, String name) {
    return lines.regionMatches(true, from, name, 0, name.length())
        && lines.startsWith(":", from + name.length());
  }

  private static int end(String lines, int from) {
    int end = lines.indexOf('\n', from);
    return end < 0 ? lines.length() : end;
  }

  /** Whether no field is known. */
  public boolean isEmpty() {
    return text.isEmpty();
  }

  /** The value of the first field of that name, whatever its case. */
  public Optional<String> first(String name) {
    return all(name).stream().findFirst();
  }

  /** The values of all fields of that name, in their order. */
  public List<String> all(String name) {
    List<String> values = new ArrayList<>();
    for (int from = 0; from < text.length(); from = end(text, from) + 1) {
      if (isNamed(text, from, name)) {
        values.add(text.substring(from + name.length() + 1, end(text, from)).strip());
      }
    }
    return values;
  }

  /** All fields, in their order. */
  public List<Field> fields() {
    return isEmpty()
        ? List.of()
        : Arrays.stream(text.split("\n", -1)).map(HeaderLines::field).toList();
  }

  private static Field field(String line) {
    int colon = line.indexOf(':');
    return colon < 0
        ? new Field(line, "")
        : new Field(line.substring(0, colon), line.substring(colon + 1).strip());
  }
}
