package dev.trawl.robots;

import crawlercommons.robots.BaseRobotRules;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The rules of one robots.txt for one crawler. Immutable; thread-safe. */
public final class RobotsRules {
  private final BaseRobotRules rules;
  private final Optional<Duration> crawlDelay;
  private final int sourceBytes;

  RobotsRules(BaseRobotRules rules, Optional<Duration> crawlDelay, int sourceBytes) {
    this.rules = rules;
    this.crawlDelay = crawlDelay;
    this.sourceBytes = sourceBytes;
  }

  /**
   * Whether a URL may be fetched: the longest matching rule decides, allow wins a tie (RFC 9309
   * section 2.2.2).
   *
   * @param url absolute and serialised by the WHATWG URL standard, of the origin the rules came
   *     from; only its path and query are looked at
   */
  public boolean allows(String url) {
    return rules.isAllowAll() || rules.isAllowed("http://h" + MatchablePath.of(url));
  }

  /** The pause that is asked for between two requests, no longer than the parser's cap. */
  public Optional<Duration> crawlDelay() {
    return crawlDelay;
  }

  /** The sitemaps named for everybody, absolute, in order, each once. */
  public List<String> sitemaps() {
    return List.copyOf(rules.getSitemaps());
  }

  /** Size of the file they were read from, which what they take in memory grows with. */
  int sourceBytes() {
    return sourceBytes;
  }
}
