package dev.trawl.url;

import static java.util.stream.Collectors.partitioningBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Drops parameters that say who follows a link, and not where it leads: of campaigns, of clicks on
 * advertisements, of sessions. With them one page has a new URL for each link to it. Immutable; two
 * are equal if their names are, in the same order.
 *
 * <p>A name is that of a query parameter ({@code gclid}), or with a ";" before it that of a
 * parameter in the path ({@code ;jsessionid}; RFC 3986, section 3.3); with a "*" at its end it is
 * the beginning of one ({@code utm_*}). Names are compared as they are written in the URL, case
 * apart: what is percent-encoded is not decoded.
 */
public final class ParameterFilter {
  private static final int LONGEST = 100;

  /** What a URL shows as it is, without what ends a name. */
  private static final Pattern NAME = Pattern.compile(";?[!-~&&[^#&*/;<=>?\"]]+\\*?");

  /** Drops nothing. */
  public static final ParameterFilter NONE = of(List.of());

  /** Drops what no site needs to find a page: campaigns, clicks, visitors, mails, sessions. */
  public static final ParameterFilter DEFAULT = of(TrackingParameters.NAMES);

  private final List<String> names;
  private final ParameterNames inQuery;
  private final ParameterNames inPath;

  private ParameterFilter(List<String> names) {
    this.names = names;
    Map<Boolean, List<String>> byPlace =
        names.stream().collect(partitioningBy(name -> name.startsWith(";")));
    inQuery = new ParameterNames(byPlace.getOrDefault(false, List.of()));
    inPath =
        new ParameterNames(
            byPlace.getOrDefault(true, List.of()).stream().map(name -> name.substring(1)).toList());
  }

  /**
   * Drops these, and nothing else.
   *
   * @throws IllegalArgumentException for the first that is no name
   */
  public static ParameterFilter of(List<String> names) {
    for (String name : names) {
      Optional<String> problem = problem(name);
      if (problem.isPresent()) {
        throw new IllegalArgumentException("parameter " + name + " " + problem.get());
      }
    }
    return new ParameterFilter(List.copyOf(names));
  }

  /** What is wrong with a name; empty if it is a valid one. */
  public static Optional<String> problem(String name) {
    return name.length() <= LONGEST && NAME.matcher(name).matches()
        ? Optional.empty()
        : Optional.of(
            "is no name of a parameter: 1 to "
                + LONGEST
                + " characters as they are written in a URL, perhaps with ; before or * behind");
  }

  /** The names, as they were given. */
  public List<String> names() {
    return names;
  }

  /**
   * The URL without what is dropped; the same object if that is nothing. Other parameters keep
   * their order and spelling, empty ones too; with the last parameter the "?" goes. What is left is
   * parsed again, since a segment may have become "..".
   */
  public CrawlUrl apply(CrawlUrl url) {
    String href = url.toString();
    boolean path = dropsFromPath(url);
    boolean query = dropsFromQuery(url);
    if (!path && !query) {
      return url;
    }
    StringBuilder left = new StringBuilder(href.length()).append(href, 0, url.pathStart());
    if (path) {
      appendPath(url, left);
    } else {
      left.append(href, url.pathStart(), url.queryStart());
    }
    if (query) {
      appendQuery(url, left);
    } else {
      left.append(href, url.queryStart(), href.length());
    }
    return CrawlUrl.parse(left.toString()).orElse(url);
  }

  private boolean dropsFromPath(CrawlUrl url) {
    String href = url.toString();
    int end = url.queryStart();
    for (int i = url.pathStart(); i < end; i++) {
      if (href.charAt(i) == ';' && isDropped(inPath, href, i + 1, pathParameterEnd(href, i, end))) {
        return true;
      }
    }
    return false;
  }

  private void appendPath(CrawlUrl url, StringBuilder left) {
    String href = url.toString();
    int end = url.queryStart();
    int copied = url.pathStart();
    for (int i = copied; i < end; i++) {
      if (href.charAt(i) == ';') {
        int next = pathParameterEnd(href, i, end);
        if (isDropped(inPath, href, i + 1, next)) {
          left.append(href, copied, i);
          copied = next;
        }
        i = next - 1;
      }
    }
    left.append(href, copied, end);
  }

  /** Where the parameter whose ";" stands at {@code from} ends. */
  private static int pathParameterEnd(String href, int from, int pathEnd) {
    int end = from + 1;
    while (end < pathEnd && href.charAt(end) != ';' && href.charAt(end) != '/') {
      end++;
    }
    return end;
  }

  private boolean dropsFromQuery(CrawlUrl url) {
    String href = url.toString();
    for (int from = url.queryStart() + 1; from < href.length(); ) {
      int end = end(href, '&', from, href.length());
      if (isDropped(inQuery, href, from, end)) {
        return true;
      }
      from = end + 1;
    }
    return false;
  }

  private void appendQuery(CrawlUrl url, StringBuilder left) {
    String href = url.toString();
    int begin = left.length();
    for (int from = url.queryStart() + 1; from <= href.length(); ) {
      int end = end(href, '&', from, href.length());
      if (!isDropped(inQuery, href, from, end)) {
        left.append(left.length() == begin ? '?' : '&').append(href, from, end);
      }
      from = end + 1;
    }
    if (left.length() == begin + 1) {
      left.setLength(begin);
    }
  }

  private static boolean isDropped(ParameterNames names, String href, int from, int to) {
    return names.contain(href, from, end(href, '=', from, to));
  }

  private static int end(String text, char separator, int from, int to) {
    int end = from;
    while (end < to && text.charAt(end) != separator) {
      end++;
    }
    return end;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ParameterFilter that && names.equals(that.names);
  }

  @Override
  public int hashCode() {
    return names.hashCode();
  }

  @Override
  public String toString() {
    return "without " + names;
  }
}
