package dev.trawl.rest;

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
