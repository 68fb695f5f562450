package dev.trawl.frontier;

/**
 * What pages of one area have led to.
 *
 * @param requests pages that count
 * @param growing those of them that led to new URLs of the area
 * @param deep those of these that have stayed in it for {@link #DEEP} links and more
 * @param useful whether one led to a new URL outside of it, so that counting begins anew
 * @param excluded URLs that were kept out since the area is shut
 * @param example a page that led to more of it; empty if none did
 */
record Growth(
    long requests, long growing, long deep, boolean useful, long excluded, String example) {
  /**
   * Pages that have stayed for less are not counted: what a list names, and the pages beside that.
   */
  static final int COUNTED = 3;

  /** So far in no site leads that has menus or lists. */
  static final int DEEP = 8;

  /**
   * Pages in a row that led nowhere else. An endless site is to end within 1,000 requests of its
   * last useful page; a calendar of months has 62 on each level, forth and back, so that some 200
   * pass before it is counted, and up to 200 are on their way when it is shut.
   */
  static final int MOST_REQUESTS = 450;

  /** So many of them are growing deep inside: months of a calendar, or links of a chain. */
  static final int LEAST_DEEP = 5;

  static final Growth NONE = new Growth(0, 0, 0, false, 0, "");
  static final Growth EXCLUDED = new Growth(0, 0, 0, false, 1, "");

  Growth plus(Growth other) {
    return new Growth(
        requests + other.requests,
        growing + other.growing,
        deep + other.deep,
        useful || other.useful,
        excluded + other.excluded,
        other.example.isEmpty() ? example : other.example);
  }
}
