package dev.trawl.fetch;

import dev.trawl.http.Headers;
import dev.trawl.url.CrawlUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What of an answer's head goes into its result as properties of a message: these have to stay
 * small together, or the broker's client refuses the message.
 */
final class HeadFields {
  /** In characters. A longer type is none. */
  static final int LONGEST_TYPE = 1_000;

  /** In characters, all together. */
  static final int MOST_ROBOTS = 8_192;

  /** In characters, all together. */
  static final int MOST_COOKIES = 32_768;

  private HeadFields() {}

  static Optional<String> contentType(Headers headers) {
    return headers.first("Content-Type").filter(type -> type.length() <= LONGEST_TYPE);
  }

  /** A longer target is none. */
  static Optional<String> location(Headers headers) {
    return headers.first("Location").filter(target -> target.length() <= CrawlUrl.LONGEST_LINK);
  }

  static List<String> robotsTags(Headers headers) {
    return first(headers, "X-Robots-Tag", MOST_ROBOTS);
  }

  static List<String> cookies(Headers headers) {
    return first(headers, "Set-Cookie", MOST_COOKIES);
  }

  /** The first of them, as far as there is room. */
  private static List<String> first(Headers headers, String name, int most) {
    List<String> kept = new ArrayList<>();
    int room = most;
    for (String field : headers.all(name)) {
      room -= field.length() + 1;
      if (room < 0) {
        break;
      }
      kept.add(field);
    }
    return kept;
  }
}
