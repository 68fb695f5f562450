package dev.trawl.robots;

import dev.trawl.fuzz.Input;
import dev.trawl.fuzz.Oracle;
import dev.trawl.url.CrawlUrl;
import java.time.Duration;
import java.util.Optional;

/**
 * A robots.txt, and a URL that is asked for by it. First line: how often the file is repeated, "c"
 * if it was cut, the URL's path. Second line: its content type.
 */
public final class RobotsFuzz {
  private static final Origin ORIGIN = new Origin("https", "a.example", 443);
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(5);
  private static final RobotsParser PARSER = new RobotsParser("trawl", LONGEST_DELAY);

  private RobotsFuzz() {}

  public static void fuzzerTestOneInput(byte[] bytes) {
    Input input = new Input(bytes);
    int times = input.digit();
    boolean isCut = input.option() == 'c';
    Optional<CrawlUrl> url = CrawlUrl.parse(ORIGIN + input.line());
    String contentType = input.line();
    RobotsRules rules = PARSER.parse(ORIGIN, input.rest(times), isCut, contentType);
    rules.crawlDelay().ifPresent(RobotsFuzz::checkDelay);
    Oracle.check(rules.allows(ORIGIN + "/robots.txt"), "robots.txt itself is disallowed");
    url.map(CrawlUrl::toString).ifPresent(asked -> check(rules, asked));
  }

  private static void checkDelay(Duration delay) {
    Oracle.check(
        !delay.isNegative() && !delay.isZero() && delay.compareTo(LONGEST_DELAY) <= 0,
        "a crawl delay of " + delay);
  }

  private static void check(RobotsRules rules, String url) {
    Optional<String> line = rules.line(url);
    Oracle.same(rules.allows(url), line.isEmpty());
    line.ifPresent(Oracle::line);
    Oracle.check(line.orElse("").length() <= 501, "a rule's text that is too long");
  }
}
