package dev.trawl.fuzz;

import dev.trawl.url.CrawlUrl;
import java.util.Optional;

/** What must hold of a result, whatever was put in; the fuzzer takes an error for a find. */
public final class Oracle {
  private Oracle() {}

  /** Throws AssertionError with the text if it does not hold. */
  public static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }

  /** Throws AssertionError if the two differ. */
  public static void same(Object one, Object other) {
    check(one.equals(other), one + " is not " + other);
  }

  /**
   * Throws AssertionError for U+0000 and for half of a surrogate pair, which PostgreSQL refuses.
   */
  public static void storable(String text) {
    check(
        text.codePoints()
            .noneMatch(
                c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)),
        "PostgreSQL does not take " + text);
  }

  /** Throws AssertionError for a text that has more than one line, or is not {@link #storable}. */
  public static void line(String text) {
    storable(text);
    check(text.indexOf('\n') < 0 && text.indexOf('\r') < 0, "more than a line: " + text);
  }

  /** Throws AssertionError if a URL is not what it says: ASCII that is read as itself. */
  public static void url(CrawlUrl url) {
    String text = url.toString();
    check(text.chars().allMatch(c -> c > ' ' && c < 0x7F), "not in printable ASCII: " + text);
    same(Optional.of(url), CrawlUrl.parse(text));
  }
}
