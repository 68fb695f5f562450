package dev.trawl.robots;

import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRulesParser;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads robots.txt for one crawler. Thread-safe. */
public final class RobotsParser {
  /** What is read of a file, in bytes: the least that RFC 9309 section 2.5 asks for. */
  public static final int MOST_BYTES = 500 * 1024;

  // Above its maximum the library disallows everything instead of capping: so it gets none.
  private final SimpleRobotRulesParser parser = new SimpleRobotRulesParser(Long.MAX_VALUE, 0);
  private final String token;
  private final Duration longestCrawlDelay;

  /**
   * A parser for the groups of one product token and, where there are none, those of {@code *}.
   *
   * @param token RFC 9309 section 2.2.1, in lower case, such as {@code trawl};
   *     IllegalArgumentException if it has other characters than {@code a-z}, {@code -} and {@code
   *     _}
   * @param longestCrawlDelay a longer {@code Crawl-delay} is taken for this one
   */
  public RobotsParser(String token, Duration longestCrawlDelay) {
    if (!token.matches("[a-z_-]+")) {
      throw new IllegalArgumentException("not a robots product token in lower case: " + token);
    }
    this.token = token;
    this.longestCrawlDelay = longestCrawlDelay;
  }

  /**
   * Reads a file. Whatever it holds, there is a result; what cannot be read counts as not there.
   *
   * @param origin where it was asked for, which relative sitemaps are resolved against
   * @param content its first {@link #MOST_BYTES} bytes at most
   * @param isCut whether it goes on: a last line that may be half a line is dropped then, as {@code
   *     Disallow: /} can be the start of something harmless
   * @param contentType as it was sent; only HTML is told apart, whose tags are dropped
   */
  public RobotsRules parse(Origin origin, byte[] content, boolean isCut, String contentType) {
    byte[] text = RobotsText.of(content, isCut, contentType).getBytes(StandardCharsets.UTF_8);
    SimpleRobotRules read =
        parser.parseContent(origin + "/robots.txt", text, "text/plain", List.of(token));
    List<Rule> rules =
        read.getRobotRules().stream()
            .map(rule -> Rule.of(rule.isAllow(), rule.getPrefix()))
            .toList();
    return new RobotsRules(rules, crawlDelay(read), read.getSitemaps());
  }

  /** Reads a file that was fetched or stored; no file allows everything. */
  public RobotsRules parse(Origin origin, RobotsFile file) {
    return parse(origin, file.content(), file.isCut(), file.contentType());
  }

  private Optional<Duration> crawlDelay(BaseRobotRules rules) {
    if (rules.getCrawlDelay() <= 0) {
      return Optional.empty(); // unset, or nonsense
    }
    Duration asked = Duration.ofMillis(rules.getCrawlDelay());
    return Optional.of(asked.compareTo(longestCrawlDelay) > 0 ? longestCrawlDelay : asked);
  }
}
