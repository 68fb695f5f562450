package dev.trawl.robots;

/**
 * Path and query of a URL, in a form that {@code java.net.URI} takes.
 *
 * <p>The library parses with that class, and where it refuses takes the path for {@code /}: a rule
 * for {@code /a|b} would then hold for nothing. Percent-encoding what is refused changes no match,
 * because rules and paths are brought to the same encoding before they are compared.
 */
final class MatchablePath {
  private static final String REFUSED = "\"<>[\\]^`{|}";

  private MatchablePath() {}

  static String of(String url) {
    int authority = url.indexOf("://");
    int start = authority < 0 ? 0 : endOfAuthority(url, authority + 3);
    int fragment = url.indexOf('#', start);
    String path = url.substring(start, fragment < 0 ? url.length() : fragment);
    return encodeRefused(path.startsWith("/") ? path : "/" + path);
  }

  private static int endOfAuthority(String url, int from) {
    int end = from;
    while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private static String encodeRefused(String path) {
    int first = 0;
    while (first < path.length() && !isRefused(path, first)) {
      first++;
    }
    if (first == path.length()) {
      return path;
    }
    StringBuilder encoded = new StringBuilder(path.length() + 16).append(path, 0, first);
    for (int i = first; i < path.length(); i++) {
      if (isRefused(path, i)) {
        encoded.append("%%%02X".formatted((int) path.charAt(i)));
      } else {
        encoded.append(path.charAt(i));
      }
    }
    return encoded.toString();
  }

  private static boolean isRefused(String path, int at) {
    char c = path.charAt(at);
    return c == '%' ? !isEscape(path, at) : REFUSED.indexOf(c) >= 0;
  }

  private static boolean isEscape(String path, int at) {
    return at + 2 < path.length()
        && Character.digit(path.charAt(at + 1), 16) >= 0
        && Character.digit(path.charAt(at + 2), 16) >= 0;
  }
}
