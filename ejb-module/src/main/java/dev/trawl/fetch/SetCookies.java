package dev.trawl.fetch;

import dev.trawl.http.Headers;
import java.util.ArrayList;
import java.util.List;

/** The cookies of an answer, as they go into its result: a property, which must stay small. */
final class SetCookies {
  /** Characters of all of them together. */
  static final int MOST = 32_768;

  private SetCookies() {}

  /** The first of them, as far as there is room. */
  static List<String> of(Headers headers) {
    List<String> kept = new ArrayList<>();
    int room = MOST;
    for (String field : headers.all("Set-Cookie")) {
      room -= field.length() + 1;
      if (room < 0) {
        break;
      }
      kept.add(field);
    }
    return kept;
  }
}
