package dev.trawl.rest;

import dev.trawl.message.Jsons;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A list of things, a page at a time: {@code {"items": [...], "next": "CURSOR" | null}}. */
final class Listing {
  static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 1_000;

  private Listing() {}

  /**
   * @param next where the next page starts; empty if this was the last
   */
  static JsonObject of(List<JsonObject> items, Optional<Long> next) {
    return behind(items, next.map(Listing::encode));
  }

  /**
   * @param next the cursor as it goes out; empty if this was the last
   */
  static JsonObject behind(List<JsonObject> items, Optional<String> next) {
    JsonArrayBuilder array = Jsons.createArrayBuilder();
    items.forEach(array::add);
    JsonObjectBuilder json = Jsons.createObjectBuilder().add("items", array);
    Jsons.text(json, "next", next);
    return json.build();
  }

  static int limit(@Nullable String value) {
    return limit(value, DEFAULT_LIMIT, MAX_LIMIT);
  }

  static int limit(@Nullable String value, int otherwise, int most) {
    return value == null ? otherwise : number("limit", value, 1, most);
  }

  /**
   * A parameter that is a whole number.
   *
   * @throws ProblemException 400 that names it, if it is none in that range
   */
  static int number(String name, String value, int least, int most) {
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, with the range.
    }
    throw ProblemException.badParameter(
        name, "must be a whole number from " + least + " to " + most);
  }

  /** A cursor that is the id of the last thing of the page before. */
  static Optional<UUID> cursorId(@Nullable String value) {
    Optional<UUID> id = Optional.ofNullable(value).flatMap(Ids::parse);
    if (value != null && id.isEmpty()) {
      throw badCursor();
    }
    return id;
  }

  /** What a cursor stands for; that of a first page is above everything. */
  static long cursor(@Nullable String value) {
    if (value == null) {
      return Long.MAX_VALUE;
    }
    try {
      return Long.parseLong(
          new String(Base64.getUrlDecoder().decode(value), StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException e) {
      throw badCursor();
    }
  }

  private static ProblemException badCursor() {
    return ProblemException.badParameter(
        "cursor", "must be what another page of the list gave as next");
  }

  private static String encode(long position) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Long.toString(position).getBytes(StandardCharsets.US_ASCII));
  }
}
