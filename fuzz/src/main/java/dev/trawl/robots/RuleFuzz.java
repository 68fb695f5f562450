package dev.trawl.robots;

import crawlercommons.robots.SimpleRobotRules;
import dev.trawl.fuzz.Input;
import dev.trawl.fuzz.Oracle;
import dev.trawl.url.CrawlUrl;

/** A rule and a URL: does the one hold for the other? First line: the rule's pattern. */
public final class RuleFuzz {
  private RuleFuzz() {}

  public static void fuzzerTestOneInput(byte[] bytes) {
    Input input = new Input(bytes);
    Rule rule = Rule.of(false, SimpleRobotRules.escapePath(input.line(), null));
    CrawlUrl.parse("https://a.example" + input.line()).ifPresent(url -> check(rule, url));
  }

  private static void check(Rule rule, CrawlUrl url) {
    MatchablePath path = MatchablePath.of(url.toString());
    boolean expected =
        matches(rule.pattern(), path.path())
            || (path.hasQuery() && matches(rule.plain(), path.plain()));
    Oracle.check(
        rule.matches(path) == expected,
        rule.pattern() + (expected ? " holds for " : " does not hold for ") + path.path());
  }

  /** By RFC 9309 section 2.2.3, word for word: which beginnings of the path are matched so far. */
  private static boolean matches(String pattern, String path) {
    boolean toTheEnd = pattern.endsWith("$");
    String body = toTheEnd ? pattern.substring(0, pattern.length() - 1) : pattern;
    boolean[] matched = new boolean[path.length() + 1];
    matched[0] = true;
    for (int i = 0; i < body.length(); i++) {
      matched = body.charAt(i) == '*' ? anything(matched) : one(body.charAt(i), matched, path);
    }
    for (int end = toTheEnd ? path.length() : 0; end <= path.length(); end++) {
      if (matched[end]) {
        return true;
      }
    }
    return false;
  }

  private static boolean[] anything(boolean[] before) {
    boolean[] after = before.clone();
    for (int i = 1; i < after.length; i++) {
      after[i] |= after[i - 1];
    }
    return after;
  }

  private static boolean[] one(char c, boolean[] before, String path) {
    boolean[] after = new boolean[before.length];
    for (int i = 1; i < after.length; i++) {
      after[i] = before[i - 1] && path.charAt(i - 1) == c;
    }
    return after;
  }
}
