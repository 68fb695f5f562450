package dev.trawl.scope;

import dev.trawl.url.CrawlUrl;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What stands in queries, as it is written. */
public final class Parameters {
  /** Of fewer URLs nothing is said. */
  private static final int FEWEST = 400;

  /**
   * A value of the least varied identifier stands in one or two URLs, a filter's in all its
   * combinations.
   */
  private static final int URLS_PER_VALUE = 10;

  private Parameters() {}

  static Set<String> names(CrawlUrl url) {
    return url.query().map(query -> Set.copyOf(values(query).keySet())).orElse(Set.of());
  }

  /** How many different ones a URL has. */
  public static int count(CrawlUrl url) {
    return names(url).size();
  }

  /**
   * Whether many URLs are nothing but few values, combined: the filters of a shop, of which none
   * tells one thing from another. Where a parameter is an identifier it has as many values as there
   * are things.
   *
   * @param sample of an area's URLs; those with less than two parameters are not looked at
   */
  public static boolean combine(Collection<CrawlUrl> sample) {
    List<CrawlUrl> combined = sample.stream().filter(url -> count(url) > 1).toList();
    Map<String, Set<String>> all = new HashMap<>();
    for (CrawlUrl url : combined) {
      values(url.query().orElse(""))
          .forEach((name, value) -> all.computeIfAbsent(name, n -> new HashSet<>()).add(value));
    }
    long most = combined.size() / URLS_PER_VALUE;
    return combined.size() >= FEWEST && all.values().stream().allMatch(one -> one.size() <= most);
  }

  private static Map<String, String> values(String query) {
    Map<String, String> values = new HashMap<>();
    for (String parameter : query.split("&", -1)) {
      int equals = parameter.indexOf('=');
      String name = equals < 0 ? parameter : parameter.substring(0, equals);
      if (!parameter.isEmpty()) {
        values.merge(
            name, equals < 0 ? "" : parameter.substring(equals + 1), (a, b) -> a + "&" + b);
      }
    }
    return values;
  }
}
