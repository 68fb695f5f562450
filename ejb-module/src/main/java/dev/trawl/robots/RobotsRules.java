package dev.trawl.robots;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The rules of one robots.txt for one crawler. Immutable; thread-safe. */
public final class RobotsRules {
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
   * section 2.2.2).
   *
   * @param url absolute and serialised by the WHATWG URL standard, of the origin the rules came
   *     from; only its path and query are looked at
   */
  public boolean allows(String url) {
    return refusal(url).isEmpty();
  }

  /**
   * The rule that a URL may not be fetched by, for people, such as {@code Disallow: /private/}: its
   * pattern percent-encoded, cut after 500 characters. Empty if the URL is allowed.
   *
   * @param url as in {@link #allows}
   */
  public Optional<String> line(String url) {
    return refusal(url).map(Rule::toString);
  }

  /** The pause that is asked for between two requests, no longer than the parser's cap. */
  public Optional<Duration> crawlDelay() {
    return crawlDelay;
  }

  /** The sitemaps named for everybody, absolute, in order, each once. */
  public List<String> sitemaps() {
    return sitemaps;
  }

  private Optional<Rule> refusal(String url) {
    MatchablePath path = MatchablePath.of(url);
    if (path.path().equals("/robots.txt")) {
      return Optional.empty(); // allowed implicitly
    }
    for (Rule rule : rules) {
      if (rule.matches(path)) {
        return rule.isAllow() ? Optional.empty() : Optional.of(rule);
      }
    }
    return Optional.empty();
  }
}
