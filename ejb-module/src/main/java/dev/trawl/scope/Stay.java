package dev.trawl.scope;

import dev.trawl.url.CrawlUrl;
import java.util.Optional;
import java.util.Set;

/**
 * How many links in a row have led to a page without leaving its {@link Area}. What a list names
 * has stayed for no link or a few, however long the list; what stays for ever is a calendar or
 * worse.
 */
public final class Stay {
  private final Optional<Area> area;
  private final Set<String> parameters;
  private final int links;

  private Stay(Optional<Area> area, Set<String> parameters, int links) {
    this.area = area;
    this.parameters = parameters;
    this.links = links;
  }

  /** Of a page that was reached by that many links in its area. */
  public static Stay at(CrawlUrl url, int links) {
    Optional<Area> area = Area.of(url);
    boolean queries = area.filter(Area::isOfQueries).isPresent();
    return new Stay(area, queries ? Parameters.names(url) : Set.of(), links);
  }

  /** Links in a row, if the page has that one. */
  public int by(CrawlUrl link) {
    return goesOn(link) ? links + 1 : 0;
  }

  /** Links in a row, if the page redirects there: a redirect is no link. */
  public int byRedirect(CrawlUrl target) {
    return goesOn(target) ? links : 0;
  }

  /**
   * A script that does all of a site tells by its parameters what it is asked for: {@code ?paged=2}
   * lists what {@code ?p=77} shows. So only who adds parameters or drops some stays.
   */
  private boolean goesOn(CrawlUrl link) {
    if (area.isEmpty() || !area.equals(Area.of(link))) {
      return false;
    }
    if (!area.get().isOfQueries()) {
      return true;
    }
    Set<String> others = Parameters.names(link);
    return parameters.containsAll(others) || others.containsAll(parameters);
  }
}
