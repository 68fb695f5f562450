package dev.trawl.robots;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The rules of one robots.txt for one crawler. Immutable; thread-safe. */
public final class RobotsRules {
  /**
   * In characters of a path, each as often as a rule looks at it: some tenths of a second. Ten
   * thousand rules that begin with a wildcard and a path of six thousand characters are within it.
   */
  static final long MOST_WORK = 1L << 26;

  private static final String TOO_MUCH_WORK = "too many wildcards to compare with so long a URL";

  private final List<Rule> rules;
  private final Optional<Duration> crawlDelay;
  private final List<String> sitemaps;

  RobotsRules(List<Rule> rules, Optional<Duration> crawlDelay, List<String> sitemaps) {
    this.rules = rules.stream().sorted(Rule.MOST_SPECIFIC_FIRST).toList();
    this.crawlDelay = crawlDelay;
    this.sitemaps = List.copyOf(sitemaps);
  }

  /**
   * Whether a URL may be fetched: the longest matching rule decides, allow wins a tie (RFC 9309
   * section 2.2.2). It may not either if that takes more than {@link #MOST_WORK} to find out: there
   * is a bound to what is read of a file (section 2.5), and to what is done with it.
   *
   * @param url absolute and serialised by the WHATWG URL standard, of the origin the rules came
   *     from; only its path and query are looked at
   */
  public boolean allows(String url) {
    return line(url).isEmpty();
  }

  /**
   * The rule that a URL may not be fetched by, for people, such as {@code Disallow: /private/}: its
   * pattern percent-encoded, cut after 500 characters. Empty if the URL is allowed. A sentence that
   * says so if there is too much to compare.
   *
   * @param url as in {@link #allows}
   */
  public Optional<String> line(String url) {
    return refusal(MatchablePath.of(url));
  }

  /** The pause that is asked for between two requests, no longer than the parser's cap. */
  public Optional<Duration> crawlDelay() {
    return crawlDelay;
  }

  /** The sitemaps named for everybody, absolute, in order, each once. */
  public List<String> sitemaps() {
    return sitemaps;
  }

  private Optional<String> refusal(MatchablePath path) {
    if (path.path().equals("/robots.txt")) {
      return Optional.empty(); // allowed implicitly
    }
    long work = 0;
    for (Rule rule : rules) {
      if (rule.matches(path)) {
        return rule.isAllow() ? Optional.empty() : Optional.of(rule.toString());
      }
      work += rule.work(path);
      if (work > MOST_WORK) {
        return Optional.of(TOO_MUCH_WORK);
      }
    }
    return Optional.empty();
  }
}
