package dev.trawl.page;

import dev.trawl.message.HeaderLines;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A page with what is shown only of one at a time.
 *
 * @param page as in lists
 * @param protocol by which version of HTTP the answer came
 * @param headers the answer's fields, in their order, but those that set cookies
 * @param redirects those that led to it, in their order, on the path by which it was found; at most
 *     20
 * @param canonical the URL that the page names as the one it should be known by
 * @param duplicateOf the first page of the job with the same bytes, if that is another one
 * @param similarTo pages of the job with nearly the same text, the most similar first; at most 20
 */
public record PageDetails(
    PageView page,
    Optional<String> protocol,
    List<HeaderLines.Field> headers,
    List<Redirect> redirects,
    Optional<String> canonical,
    Optional<UUID> duplicateOf,
    List<UUID> similarTo) {
  /** A redirect, which is a page too. */
  public record Redirect(UUID id, String url, int status) {}
}
