package dev.trawl.site;

import java.util.Arrays;
import java.util.Optional;

/** What there is to find on a synthetic web: all pages, with a byte of memory for each. */
public final class NumberedTruth implements Truth {

  private static final int UNSEEN = 127;

  private final NumberedPages pages;
  private final byte[] depths;

  private NumberedTruth(NumberedPages pages, byte[] depths) {
    this.pages = pages;
    this.depths = depths;
  }

  /**
   * Follows all links from page 0.
   *
   * @param port of all hosts
   */
  public static NumberedTruth of(SyntheticWeb.Shape shape, int port) {
    return of(new NumberedPages(shape, port));
  }

  static NumberedTruth of(NumberedPages pages) {
    int count = pages.shape().pages();
    byte[] depths = new byte[count];
    Arrays.fill(depths, (byte) UNSEEN);
    int[] open = new int[count];
    depths[0] = 0;
    int last = 1;
    for (int next = 0; next < last; next++) {
      int page = open[next];
      for (int target : pages.targets(page)) {
        if (depths[target] == UNSEEN) {
          depths[target] = (byte) Math.min(depths[page] + 1, UNSEEN - 1);
          open[last++] = target;
        }
      }
    }
    if (last != count) {
      throw new IllegalStateException("Only " + last + " of " + count + " pages can be reached");
    }
    return new NumberedTruth(pages, depths);
  }

  @Override
  public int count() {
    return depths.length;
  }

  @Override
  public int number(String url) {
    return pages.number(url);
  }

  @Override
  public GroundTruth.Page page(int number) {
    return new GroundTruth.Page(
        pages.url(number),
        200,
        Optional.of(GroundTruth.sha256(pages.body(number))),
        depths[number],
        Optional.of("text/html"));
  }
}
