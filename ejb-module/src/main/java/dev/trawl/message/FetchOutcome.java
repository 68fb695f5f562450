package dev.trawl.message;

import dev.trawl.body.Body;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How one URL of a task ended for the fetcher. */
public sealed interface FetchOutcome {
  /**
   * The server answered.
   *
   * @param status the HTTP status
   * @param contentType the header, as it came
   * @param location the header, as it came
   * @param robotsTags the values of every X-Robots-Tag header
   * @param headers its fields
   * @param retryAfter for how long the server asks not to be asked again
   * @param address of the server, as it is written in numbers
   * @param protocol by which it came, such as {@code HTTP/1.1} or {@code HTTP/2}
   * @param body the decoded body, compressed again by {@code contentEncoding}; to be closed by
   *     whoever has the result last ({@link FetchResult#close})
   * @param contentEncoding {@code gzip}, or empty for a body as it is
   * @param setCookies the values of the Set-Cookie headers, where the task asks for them
   */
  record Answer(
      int status,
      Optional<String> contentType,
      Optional<String> location,
      List<String> robotsTags,
      HeaderLines headers,
      Optional<Duration> retryAfter,
      Optional<String> address,
      Optional<String> protocol,
      Body body,
      Optional<String> contentEncoding,
      List<String> setCookies)
      implements FetchOutcome {
    /** One of a fetcher that tells neither header fields nor protocol nor cookies. */
    public Answer(
        int status,
        Optional<String> contentType,
        Optional<String> location,
        List<String> robotsTags,
        Optional<Duration> retryAfter,
        Optional<String> address,
        Body body,
        Optional<String> contentEncoding) {
      this(
          status,
          contentType,
          location,
          robotsTags,
          HeaderLines.NONE,
          retryAfter,
          address,
          Optional.empty(),
          body,
          contentEncoding,
          List.of());
    }
  }

  /**
   * There was no answer that could be kept, after a request.
   *
   * @param status the HTTP status, if it was one part of the answer that came
   * @param error the reason, of a closed list
   * @param detail for people
   */
  record Failure(Optional<Integer> status, String error, String detail) implements FetchOutcome {}

  /**
   * No request was made.
   *
   * @param error {@code robots-disallowed}, {@code robots-unreachable}, {@code address-refused},
   *     {@code robots-fetched} (only robots.txt was), {@code proxy-unavailable} or {@code
   *     not-running}
   * @param detail for people
   * @param retryAfter for how long the server asks not to be asked for robots.txt again
   */
  record NotRequested(String error, String detail, Optional<Duration> retryAfter)
      implements FetchOutcome {
    /** One whose server asks for nothing. */
    public NotRequested(String error, String detail) {
      this(error, detail, Optional.empty());
    }
  }
}
