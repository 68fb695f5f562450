package dev.trawl.scope;

import dev.trawl.url.CrawlUrl;
import java.util.Optional;

/**
 * The part of a site in which URLs differ by a number or by their query alone: where a site without
 * end has its end, if anywhere.
 *
 * <p>A segment is <em>variable</em> if it holds a digit, outside of a percent-encoding: so do
 * dates, numbers, and nearly all tokens (of 22 random characters one in 40 has none). Of a URL with
 * variable segments and nothing behind the first but more of them, the area is the path up to
 * there: {@code /cal/2024/01/15} and {@code /cal/2023} are in {@code /cal/}. Where other segments
 * follow they belong to its name, so that /events/7/list is in /events/&#42;/list, and each post of
 * a blog that puts the date before its title is in an area of its own. A query does not matter
 * then; else it makes the path an area: {@code /list?page=7} is in {@code /list?}. All others are
 * in none.
 *
 * @param name host, port if it is not the default, and path, as described
 */
public record Area(String name) {
  /** No more characters go into an index, and no part of a site has such a name. */
  private static final int LONGEST = 1_000;

  private static final char VARIABLE = '*';

  /** The area of a URL; empty if it is in none. */
  public static Optional<Area> of(CrawlUrl url) {
    int variable = variableSegment(url, url.pathStart());
    String name;
    if (variable < url.queryStart()) {
      name =
          url.authority()
              + url.toString().substring(url.pathStart(), variable)
              + rest(url, variable);
    } else if (url.query().isPresent()) {
      name = url.authority() + url.path() + "?";
    } else {
      return Optional.empty();
    }
    return name.length() > LONGEST ? Optional.empty() : Optional.of(new Area(name));
  }

  /** Whether the URLs in it differ by their query. */
  public boolean isOfQueries() {
    return name.endsWith("?");
  }

  /** The host, and the port if it is not the default. */
  public String authority() {
    return name.substring(0, name.indexOf('/'));
  }

  /** What every URL in it has behind its scheme; others may have it too. */
  public String beginning() {
    int variable = name.indexOf(VARIABLE, name.indexOf('/'));
    return variable < 0 ? name : name.substring(0, variable);
  }

  /**
   * Where the first variable segment begins, at or behind the slash there; the path's end if none.
   */
  private static int variableSegment(CrawlUrl url, int slash) {
    for (int from = slash + 1; from <= url.queryStart(); ) {
      int end = segmentEnd(url, from);
      if (isVariable(url.toString(), from, end)) {
        return from;
      }
      from = end + 1;
    }
    return url.queryStart();
  }

  /** Empty if nothing follows but variable segments, else all segments from there. */
  private static String rest(CrawlUrl url, int variable) {
    StringBuilder rest = new StringBuilder();
    boolean named = false;
    for (int from = variable; from < url.queryStart(); ) {
      int end = segmentEnd(url, from);
      boolean varies = isVariable(url.toString(), from, end);
      rest.append(rest.isEmpty() ? "" : "/");
      if (varies) {
        rest.append(VARIABLE);
      } else {
        rest.append(url.toString(), from, end);
        named |= end > from;
      }
      from = end + 1;
    }
    return named ? rest.toString() : "";
  }

  private static int segmentEnd(CrawlUrl url, int from) {
    int end = url.toString().indexOf('/', from);
    return end < 0 ? url.queryStart() : Math.min(end, url.queryStart());
  }

  private static boolean isVariable(String text, int from, int end) {
    for (int i = from; i < end; i++) {
      char c = text.charAt(i);
      if (c == '%') {
        i += 2;
      } else if (c >= '0' && c <= '9') {
        return true;
      }
    }
    return false;
  }
}
