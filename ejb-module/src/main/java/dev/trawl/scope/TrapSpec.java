package dev.trawl.scope;

/**
 * What a URL looks like that only a crawler trap makes: a calendar without end, a relative link
 * that grows with each page, filters of a shop that add up. The most that is allowed of each; one
 * more is refused. All are at least 1, and {@link Integer#MAX_VALUE} is no limit.
 *
 * <p>Each looks at the URL alone, so that the same URL is refused wherever and whenever it is
 * found. They are meant to let some steps of a trap pass rather than to refuse one page of a site.
 *
 * @param urlLength characters of the whole URL
 * @param pathDepth segments of the path; an empty one behind the last slash is none
 * @param sameSegment how often a segment may stand in the path, wherever. Numbers do not count,
 *     since dates and numbers cut into folders repeat theirs (2011/11/11/11, 000/000/000/001), nor
 *     do empty segments
 * @param sequenceInRow how often a sequence of two and more segments may follow upon itself
 * @param parameters of the query
 * @param sameParameter how often a parameter's name may stand in the query
 */
public record TrapSpec(
    int urlLength,
    int pathDepth,
    int sameSegment,
    int sequenceInRow,
    int parameters,
    int sameParameter) {
  /**
   * What is good for nearly every site. 4,096 characters are twice what a sitemap may name (2,048)
   * and what old browsers could open (2,083), so no page that is meant to be found is longer, and
   * half of what servers take by default (8 KiB of headers in Apache and nginx).
   */
  public static final TrapSpec DEFAULT = new TrapSpec(4_096, 32, 3, 2, 32, 8);

  /** Nothing is taken for a trap. */
  public static final TrapSpec OFF =
      new TrapSpec(
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if one is less than 1
   */
  public TrapSpec {
    atLeastOne("urlLength", urlLength);
    atLeastOne("pathDepth", pathDepth);
    atLeastOne("sameSegment", sameSegment);
    atLeastOne("sequenceInRow", sequenceInRow);
    atLeastOne("parameters", parameters);
    atLeastOne("sameParameter", sameParameter);
  }

  private static void atLeastOne(String name, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException(name + " " + limit + " is less than 1");
    }
  }
}
