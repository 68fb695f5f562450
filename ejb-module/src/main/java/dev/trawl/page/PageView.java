package dev.trawl.page;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A page as the outside sees it, and each line of an export.
 *
 * @param id its URL's id
 * @param jobId its job
 * @param url as it was requested
 * @param status HTTP status; empty if there was no answer
 * @param contentType the answer's header
 * @param charset the encoding's standard name, of what was parsed
 * @param bytes of the decoded body
 * @param sha256 of the decoded body, in hexadecimal
 * @param title of an HTML page
 * @param lang of an HTML page
 * @param depth links from a seed, by the shortest path
 * @param referrer the URL that named it on that path
 * @param fetchedAt when the request started
 * @param durationMs milliseconds from there to the end of the answer
 * @param node who fetched it
 * @param error why there is no good answer
 * @param detail the same for people
 * @param location where a redirect leads to
 * @param storedOutlinks links found in it, as they are stored: decoded, those of a few hundred
 *     pages might fill the memory
 * @param outlinksDropped how many more the page has, which were not kept since they are too many or
 *     too long
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole
public record PageView(
    UUID id,
    UUID jobId,
    String url,
    Optional<Integer> status,
    Optional<String> contentType,
    Optional<String> charset,
    Optional<Long> bytes,
    Optional<String> sha256,
    Optional<String> title,
    Optional<String> lang,
    int depth,
    Optional<String> referrer,
    Instant fetchedAt,
    long durationMs,
    String node,
    Optional<String> error,
    Optional<String> detail,
    Optional<String> location,
    byte[] storedOutlinks,
    int outlinksDropped) {
  /** Links found in it; decoded anew by each call. */
  public List<String> outlinks() {
    return Outlinks.decode(storedOutlinks).stream().map(Outlinks.Stored::url).toList();
  }
}
