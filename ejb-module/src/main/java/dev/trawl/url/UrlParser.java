package dev.trawl.url;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The basic URL parser of the URL Standard, section 4.4, for the two schemes we crawl. The states
 * that the standard walks through character by character are looked for here as a whole, since
 * where each of them ends is known from the outset.
 */
final class UrlParser {
  private final String input;
  private final QueryEncoding encoding;

  private UrlParser(String input, QueryEncoding encoding) {
    this.input = input;
    this.encoding = encoding;
  }

  static Optional<CrawlUrl> parse(String input, @Nullable CrawlUrl base, QueryEncoding encoding) {
    return new UrlParser(InputCleaner.clean(input), encoding).parse(base);
  }

  private Optional<CrawlUrl> parse(@Nullable CrawlUrl base) {
    int colon = Scheme.end(input);
    if (colon < 0) {
      return base == null ? Optional.empty() : relative(0, base);
    }
    Scheme scheme = Scheme.of(input, colon);
    if (scheme == null) {
      return Optional.empty();
    }
    // "http:page" is relative to a base of the same scheme, and names a host for any other.
    if (base != null && base.schemeValue() == scheme && !input.startsWith("//", colon + 1)) {
      return relative(colon + 1, base);
    }
    return absolute(scheme, colon + 1);
  }

  /**
   * Special authority ignore slashes state: however many slashes there are, the authority follows
   * them.
   */
  private Optional<CrawlUrl> absolute(Scheme scheme, int from) {
    int start = from;
    while (slashAt(start)) {
      start++;
    }
    int end = start;
    while (end < input.length() && !endsAuthority(input.charAt(end))) {
      end++;
    }
    HrefBuilder out = new HrefBuilder(scheme, input.length());
    if (!AuthorityParser.append(input, start, end, scheme, out)) {
      return Optional.empty();
    }
    return pathAndQuery(slashAt(end) ? end + 1 : end, out);
  }

  /** Relative state and relative slash state. */
  private Optional<CrawlUrl> relative(int from, CrawlUrl base) {
    if (slashAt(from) && slashAt(from + 1)) {
      return absolute(base.schemeValue(), from + 2);
    }
    if (from == input.length() || input.charAt(from) == '#') {
      return Optional.of(base);
    }
    HrefBuilder out = new HrefBuilder(base, input.length());
    if (slashAt(from)) {
      return pathAndQuery(from + 1, out);
    }
    if (input.charAt(from) == '?') {
      out.text.append(base.toString(), base.pathStart(), base.queryStart());
      return Optional.of(out.finish(input, from, encoding));
    }
    out.text.append(base.toString(), base.pathStart(), base.lastSlash());
    return pathAndQuery(from, out);
  }

  private Optional<CrawlUrl> pathAndQuery(int from, HrefBuilder out) {
    int end = from;
    while (end < input.length() && !endsPath(input.charAt(end))) {
      end++;
    }
    PathBuilder.append(input, from, end, out);
    return Optional.of(out.finish(input, end, encoding));
  }

  private boolean slashAt(int i) {
    return i < input.length() && isSlash(input.charAt(i));
  }

  static boolean isSlash(char c) {
    return c == '/' || c == '\\';
  }

  private static boolean endsPath(char c) {
    return c == '?' || c == '#';
  }

  private static boolean endsAuthority(char c) {
    return isSlash(c) || endsPath(c);
  }
}
