package dev.trawl.parse;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a page asks of crawlers, in {@code meta name=robots} or in {@code X-Robots-Tag} (no standard
 * has them; the tags are those on which the large search engines agree).
 *
 * @param noindex neither its content nor a search may show it
 * @param nofollow its links are not to be followed
 */
public record RobotsTags(boolean noindex, boolean nofollow) {
  /** Nothing is asked. */
  public static final RobotsTags NONE = new RobotsTags(false, false);

  /** Tags with a value; their colon does not follow the name of a crawler. */
  private static final Set<String> WITH_VALUE =
      Set.of("unavailable_after", "max-snippet", "max-image-preview", "max-video-preview");

  /** Reads the content of a meta element: tags with commas between them, in any case. */
  static RobotsTags ofContent(String content) {
    boolean noindex = false;
    boolean nofollow = false;
    for (String tag : content.split(",", -1)) {
      String name = tag.strip().toLowerCase(Locale.ROOT);
      noindex |= name.equals("noindex") || name.equals("none");
      nofollow |= name.equals("nofollow") || name.equals("none");
    }
    return new RobotsTags(noindex, nofollow);
  }

  /**
   * Reads an answer's headers. A header may begin with the name of a crawler and a colon; it holds
   * for that one only.
   *
   * @param headers the values of every {@code X-Robots-Tag}
   * @param token our own name, in lower case
   */
  public static RobotsTags ofHeaders(List<String> headers, String token) {
    RobotsTags all = NONE;
    for (String header : headers) {
      int colon = header.indexOf(':');
      String name = colon < 0 ? "" : header.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      boolean isNamed = colon >= 0 && name.indexOf(',') < 0 && !WITH_VALUE.contains(name);
      if (!isNamed) {
        all = all.and(ofContent(header));
      } else if (name.equals(token)) {
        all = all.and(ofContent(header.substring(colon + 1)));
      }
    }
    return all;
  }

  /** Both together: whatever one of them asks. */
  public RobotsTags and(RobotsTags other) {
    return new RobotsTags(noindex || other.noindex, nofollow || other.nofollow);
  }
}
