package dev.trawl.sitemap;

/** Collects text up to a length; what is above it is dropped. */
final class BoundedText {
  private final int longest;
  private final StringBuilder text = new StringBuilder();

  /**
   * A text without anything in it yet.
   *
   * @param longest in UTF-16 units
   */
  BoundedText(int longest) {
    this.longest = longest;
  }

  void append(int c) {
    if (text.length() < longest) {
      text.append((char) c);
    }
  }

  void append(String more) {
    text.append(more, 0, Math.min(more.length(), longest - text.length()));
  }

  boolean isEmpty() {
    return text.length() == 0;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
