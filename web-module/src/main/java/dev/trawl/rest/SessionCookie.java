package dev.trawl.rest;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cookie by which a browser is let in (RFC 6265): no script sees it, and no other site's link
 * or form sends it. It goes with calls of the API alone; but a cookie is of all ports of its host
 * (section 8.5), and another service there gets it with what is asked for below that path.
 */
final class SessionCookie {
  static final String NAME = "trawl_session";
  private static final String ATTRIBUTES = "; Path=/api; HttpOnly; SameSite=Strict";

  private SessionCookie() {}

  static String of(String id, boolean secure) {
    return NAME + "=" + id + ATTRIBUTES + (secure ? "; Secure" : "");
  }

  /**
   * Its value in what a browser has sent; the first of several.
   *
   * <p>Not by JAX-RS's map of cookies: its reader takes {@code $Version=x} (RFC 2109) for a number,
   * and throws. Any service on another port of the host can make a browser send such things to us,
   * and they are nobody's session.
   *
   * @param sent the field Cookie; several of them are joined by commas
   */
  static Optional<String> in(@Nullable String sent) {
    return Optional.ofNullable(sent).stream()
        .flatMap(field -> Arrays.stream(field.split("[;,]", -1)))
        .map(String::strip)
        .filter(pair -> pair.startsWith(NAME + "="))
        .map(pair -> pair.substring(NAME.length() + 1))
        .findFirst();
  }

  /** Makes the browser forget it. */
  static String cleared() {
    return NAME + "=" + ATTRIBUTES + "; Max-Age=0";
  }

  /**
   * Whether the browser has come by TLS, be it that this ends at a proxy before us.
   *
   * @param forwarded X-Forwarded-Proto; the first of several is the browser's
   */
  static boolean isSecure(boolean here, @Nullable String forwarded) {
    return here
        || (forwarded != null && forwarded.split(",", 2)[0].strip().equalsIgnoreCase("https"));
  }
}
