package dev.trawl.database;

import java.util.Optional;

/** Texts from outside, as PostgreSQL takes them. */
public final class Texts {
  private static final int LONGEST = 2_000;

  private Texts() {}

  /**
   * Without U+0000 and lone surrogates, which PostgreSQL refuses, and of at most 2,000 characters.
   */
  public static String clean(String text) {
    return clean(text, LONGEST);
  }

  /**
   * The same of another length.
   *
   * @param most characters, from 0
   */
  public static String clean(String text, int most) {
    StringBuilder clean = new StringBuilder(Math.min(text.length(), most));
    text.codePoints()
        .limit(most)
        .map(c -> isRefused(c) ? 0xFFFD : c)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  /**
   * What means something only as a whole, like a URL: empty if it is longer.
   *
   * @param most characters, from 0
   */
  public static Optional<String> whole(String text, int most) {
    return text.length() > most ? Optional.empty() : Optional.of(storable(text));
  }

  /** The same, however long it is. */
  public static String storable(String text) {
    return isStorable(text) ? text : clean(text, text.length());
  }

  /** Whether PostgreSQL takes it as it is: it holds no U+0000, and no lone surrogate. */
  public static boolean isStorable(String text) {
    return text.codePoints().noneMatch(Texts::isRefused);
  }

  private static boolean isRefused(int c) {
    return c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }
}
