package dev.trawl.site;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What there is to find on a site of files, numbered in breadth-first order. */
public final class ListedTruth implements Truth {

  private final List<GroundTruth.Page> pages;
  private final Map<String, Integer> numbers = new HashMap<>();

  /** Of all pages that the truth has now. */
  public ListedTruth(GroundTruth truth) {
    this.pages = List.copyOf(truth.pages().values());
    for (int number = 0; number < pages.size(); number++) {
      numbers.put(pages.get(number).url(), number);
    }
  }

  @Override
  public int count() {
    return pages.size();
  }

  @Override
  public int number(String url) {
    return numbers.getOrDefault(url, -1);
  }

  @Override
  public GroundTruth.Page page(int number) {
    return pages.get(number);
  }
}
