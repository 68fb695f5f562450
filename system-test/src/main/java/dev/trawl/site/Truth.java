package dev.trawl.site;

/**
 * What a crawl has to find, as a function: pages are numbered from 0, and each is computed or
 * looked up when it is asked for, so that a million of them need not stand in memory.
 */
public interface Truth {

  /** How many pages there are. */
  int count();

  /** The number of the page with this URL; -1 if the crawl must not find it. */
  int number(String url);

  /**
   * A page by its number.
   *
   * @param number 0 to {@link #count} - 1
   */
  GroundTruth.Page page(int number);
}
