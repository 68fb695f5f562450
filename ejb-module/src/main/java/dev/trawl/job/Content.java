package dev.trawl.job;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is kept of answers, beside the line that each of them gets.
 *
 * @param keep media types whose bodies are kept, in lower case; {@code image/*} is all of a kind,
 *     and {@code *}{@code /*} everything. Without a list everything is
 * @param text whether text is taken from documents
 */
public record Content(Optional<List<String>> keep, boolean text) {
  /** Every body, and no text. */
  public static final Content DEFAULT = new Content(Optional.empty(), false);

  /** A token of RFC 9110, section 5.6.2, without the asterisk, which is for the ranges. */
  private static final String TOKEN = "[0-9A-Za-z!#$%&'+.^_`|~-]+";

  private static final Pattern RANGE = Pattern.compile("\\*/\\*|" + TOKEN + "/(\\*|" + TOKEN + ")");

  private static final String HTML = "text/html";

  static Content of(Optional<List<String>> keep, boolean text) {
    return new Content(
        keep.map(
            ranges ->
                ranges.stream().map(range -> range.toLowerCase(Locale.ROOT)).distinct().toList()),
        text);
  }

  /** What is wrong with an entry of the list, if something is. */
  static Optional<String> problem(String range) {
    return RANGE.matcher(range).matches()
        ? Optional.empty()
        : Optional.of("must be a media type without parameters, as in text/html or image/*");
  }

  /**
   * Whether the body of an answer is kept.
   *
   * @param contentType the answer's header
   * @param html whether it was read as a page of HTML, whatever it was called
   */
  public boolean keeps(Optional<String> contentType, boolean html) {
    if (keep.isEmpty()) {
      return true;
    }
    String type =
        contentType
            .map(header -> header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
            .orElse("");
    return keep.get().stream()
        .anyMatch(range -> covers(range, type) || (html && covers(range, HTML)));
  }

  private static boolean covers(String range, String type) {
    return range.equals("*/*")
        || range.equals(type)
        || (range.endsWith("/*") && type.startsWith(range.substring(0, range.length() - 1)));
  }
}
