package dev.trawl.parse;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a page asks of crawlers, in {@code meta name=robots} or in {@code X-Robots-Tag} (no standard
 * has them; the tags are those on which the large search engines agree).
 *
 * @param noindex neither its content nor a search may show it
 * @param nofollow its links are not to be followed
 * @param unavailableAfter when it is over, from then on as noindex
 */
public record RobotsTags(boolean noindex, boolean nofollow, Optional<Instant> unavailableAfter) {
  /** Nothing is asked. */
  public static final RobotsTags NONE = new RobotsTags(false, false, Optional.empty());

  private static final String UNAVAILABLE_AFTER = "unavailable_after";

  /** Tags with a value; their colon does not follow the name of a crawler. */
  private static final Set<String> WITH_VALUE =
      Set.of(UNAVAILABLE_AFTER, "max-snippet", "max-image-preview", "max-video-preview");

  /** Reads the content of a meta element: tags with commas between them, in any case. */
  static RobotsTags ofContent(String content) {
    boolean noindex = false;
    boolean nofollow = false;
    Optional<Instant> unavailableAfter = Optional.empty();
    String[] tags = content.split(",", -1);
    for (int i = 0; i < tags.length; i++) {
      String name = tags[i].strip().toLowerCase(Locale.ROOT);
      noindex |= name.equals("noindex") || name.equals("none");
      nofollow |= name.equals("nofollow") || name.equals("none");
      if (name.startsWith(UNAVAILABLE_AFTER)) {
        unavailableAfter = earlier(unavailableAfter, date(tags, i));
      }
    }
    return new RobotsTags(noindex, nofollow, unavailableAfter);
  }

  /**
   * The date of the tag that stands there. A weekday's comma divides it; what follows that is no
   * tag of any name.
   */
  private static Optional<Instant> date(String[] tags, int at) {
    String[] tag = tags[at].split(":", 2);
    if (tag.length < 2 || !tag[0].strip().equalsIgnoreCase(UNAVAILABLE_AFTER)) {
      return Optional.empty();
    }
    String next = at + 1 < tags.length ? tags[at + 1] : "";
    return RobotsDate.parse(tag[1] + "," + next).or(() -> RobotsDate.parse(tag[1]));
  }

  private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
    return Stream.of(one, other).flatMap(Optional::stream).min(Instant::compareTo);
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
    return new RobotsTags(
        noindex || other.noindex,
        nofollow || other.nofollow,
        earlier(unavailableAfter, other.unavailableAfter));
  }

  /**
   * The tag by which the content is not to be kept of a page that was fetched then; empty if it may
   * be.
   */
  public Optional<String> withholds(Instant fetchedAt) {
    return noindex
        ? Optional.of("noindex")
        : unavailableAfter.filter(fetchedAt::isAfter).map(date -> UNAVAILABLE_AFTER);
  }
}
