package dev.trawl.url;

/** A URL while it is written, from left to right: the text so far, and where its parts begin. */
final class HrefBuilder {
  final StringBuilder text;
  private int hostStart;
  private int hostEnd;
  private int port;
  private int pathStart;

  /** Begins with a scheme; the authority is the next to be written. */
  HrefBuilder(Scheme scheme, int expectedLength) {
    text = new StringBuilder(expectedLength + 16).append(scheme.text).append("://");
  }

  /** Begins with everything before the path of another URL; the path is the next to be written. */
  HrefBuilder(CrawlUrl base, int expectedLength) {
    text =
        new StringBuilder(base.toString().length() + expectedLength)
            .append(base.toString(), 0, base.pathStart());
    hostStart = base.hostStart();
    hostEnd = base.hostEnd();
    port = base.port();
    pathStart = base.pathStart();
  }

  void host(String host) {
    hostStart = text.length();
    text.append(host);
    hostEnd = text.length();
  }

  /** Ends the authority. The default port is not written. */
  void port(int number, Scheme scheme) {
    port = number;
    if (number != scheme.defaultPort) {
      text.append(':').append(number);
    }
    pathStart = text.length();
  }

  int pathStart() {
    return pathStart;
  }

  /**
   * Ends the path with the query that begins at {@code from}, or without one if {@code from} is
   * past the end.
   */
  CrawlUrl finish(String input, int from, QueryEncoding encoding) {
    int queryStart = text.length();
    if (from < input.length() && input.charAt(from) == '?') {
      int hash = input.indexOf('#', from);
      text.append('?');
      encoding.append(input, from + 1, hash < 0 ? input.length() : hash, text);
    }
    return new CrawlUrl(text.toString(), hostStart, hostEnd, port, pathStart, queryStart);
  }
}
