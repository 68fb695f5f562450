package dev.trawl.page;

/** Texts from outside, as PostgreSQL takes them. */
final class PageText {
  private static final int LONGEST = 2_000;

  private PageText() {}

  /** Without U+0000 and lone surrogates, which PostgreSQL refuses, and not endless. */
  static String clean(String text) {
    StringBuilder clean = new StringBuilder(Math.min(text.length(), LONGEST));
    text.codePoints()
        .limit(LONGEST)
        .map(
            c ->
                c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                    ? 0xFFFD
                    : c)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }
}
