package dev.trawl.page;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * HTTP statuses of the pages that are wanted.
 *
 * @param first the least, or 0 for pages without an answer
 * @param last the greatest
 */
public record StatusRange(int first, int last) {
  private static final StatusRange NONE = new StatusRange(0, 0);
  private static final Pattern STATUS = Pattern.compile("[1-9][0-9]{2}");
  private static final Pattern CLASS = Pattern.compile("[1-9]xx");

  /** A status such as 404, a class of them such as 4xx, or none; empty for anything else. */
  public static Optional<StatusRange> parse(String text) {
    if (text.equals("none")) {
      return Optional.of(NONE);
    }
    if (CLASS.matcher(text).matches()) {
      int first = Integer.parseInt(text.replace('x', '0'));
      return Optional.of(new StatusRange(first, first + 99));
    }
    return Optional.of(text)
        .filter(status -> STATUS.matcher(status).matches())
        .map(Integer::valueOf)
        .map(status -> new StatusRange(status, status));
  }
}
