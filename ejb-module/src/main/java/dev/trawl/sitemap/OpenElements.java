package dev.trawl.sitemap;

/**
 * How deep the scanner is. Names are kept for the levels where a sitemap has anything to say; below
 * them depth is counted, which takes no memory however deep it goes.
 */
final class OpenElements {
  private static final int NAMED_LEVELS = 8;

  private final XmlName[] names = new XmlName[NAMED_LEVELS];
  private int depth;

  /** 1 in the root. */
  int depth() {
    return depth;
  }

  void open(XmlName name) {
    if (depth < NAMED_LEVELS) {
      names[depth] = name;
    }
    depth++;
  }

  /** Closes the innermost of that name with all that was left open in it; if none is, nothing. */
  void close(XmlName name) {
    if (depth > NAMED_LEVELS) {
      depth--;
      return;
    }
    for (int level = depth - 1; level >= 0; level--) {
      if (names[level].equals(name)) {
        depth = level;
        return;
      }
    }
  }
}
