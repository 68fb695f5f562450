package dev.trawl.cookie;

/** How paths of requests and of cookies go together (RFC 6265 section 5.1.4). */
final class Paths {
  private Paths() {}

  /** That of a cookie which names none: the request's folder, without its last slash. */
  static String byDefault(String path) {
    int last = path.lastIndexOf('/');
    return last <= 0 ? "/" : path.substring(0, last);
  }

  static boolean match(String path, String ofCookie) {
    return path.startsWith(ofCookie)
        && (path.length() == ofCookie.length()
            || ofCookie.endsWith("/")
            || path.charAt(ofCookie.length()) == '/');
  }
}
