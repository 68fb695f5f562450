package dev.trawl.scope;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Patterns, and URLs of the same few characters, so that they are found about half the time. */
final class RandomPatterns {
  private static final List<String> ATOMS =
      List.of(
          "a",
          "b",
          "k",
          "S",
          "1",
          "/",
          "-",
          "_",
          "=",
          "&",
          "\\.",
          "\\?",
          "\\-",
          "\\_",
          "%",
          "://",
          "ab",
          "/a",
          "}",
          "]",
          ":",
          ".",
          "\\d",
          "\\D",
          "\\w",
          "\\W",
          "\\s",
          "\\S",
          "[ab]",
          "[^/]",
          "[a-k]",
          "[A-k]",
          "[0-9_]",
          "[^a-z\\d]",
          "[\\w.-]",
          "[-a]",
          "[a\\-b]",
          "[?&]",
          "[^?&]",
          "[\\D]",
          "[^\\W]",
          "[.$^*]",
          "[%--]",
          "^",
          "$",
          "");

  private static final List<String> REPEATS =
      List.of("*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{0,3}?", "{2,}", "{0}");

  /** Syntax that is valid only in the right place, or that is unusual, or that is none. */
  private static final List<String> UNUSUAL =
      List.of(
          "(?i)",
          "(?i:a)",
          "(?s)",
          "(?m)",
          "(?P<n>a)",
          "(?-i)",
          "(?U)",
          "\\b",
          "\\B",
          "\\A",
          "\\z",
          "\\Qa.b\\E",
          "\\x61",
          "\\pL",
          "\\n",
          "\\141",
          "\\C",
          "[[:alpha:]]",
          "[[:^digit:]]",
          "[]a]",
          "[^]a]",
          "[[a]",
          "[a-]",
          "[a-\\d]",
          "[\\pL]",
          "[^\\x61]",
          "{",
          "{,2}",
          "{1",
          "{1,2",
          "*",
          "+",
          "(",
          ")",
          "[",
          "|",
          "\\",
          "é",
          "[^é]",
          "ſ",
          "[ſ]",
          "\u212A",
          "(?:",
          "[a--]",
          "[--a]",
          "[b-a]",
          "{2000}",
          "[\\]a]",
          "[\\-k]",
          "[a-\\-]",
          "[&-\\-]");

  private static final List<String> IN_URLS =
      List.of(
          "a", "b", "k", "s", "A", "K", "S", "1", "2", "/", ".", "-", "_", "=", "&", "?", "%2e",
          "ab", "/a", ":", "$", "*", "]", "}", "é", "~", "//");

  private final Random random;

  RandomPatterns(long seed) {
    random = new Random(seed);
  }

  int upTo(int most) {
    return 1 + random.nextInt(most);
  }

  String url() {
    return (random.nextBoolean() ? "http" : "https") + "://h/" + some(IN_URLS, 12);
  }

  /** Of the usual syntax. */
  String usual() {
    return (random.nextInt(4) == 0 ? "(?i)" : "") + choice(3);
  }

  /** Anything; mostly not valid. */
  String wild() {
    return Stream.generate(() -> random.nextInt(3) == 0 ? one(UNUSUAL) : repeated(0))
        .limit(upTo(5))
        .collect(Collectors.joining());
  }

  private String choice(int depth) {
    return Stream.generate(() -> sequence(depth))
        .limit(random.nextInt(3) == 0 ? upTo(3) : 1)
        .collect(Collectors.joining("|"));
  }

  private String sequence(int depth) {
    return Stream.generate(() -> repeated(depth)).limit(upTo(4)).collect(Collectors.joining());
  }

  private String repeated(int depth) {
    String part =
        depth > 0 && random.nextInt(4) == 0
            ? (random.nextBoolean() ? "(" : "(?:") + choice(depth - 1) + ")"
            : one(ATOMS);
    return !part.isEmpty() && random.nextInt(4) == 0 ? part + one(REPEATS) : part;
  }

  private String some(List<String> pieces, int most) {
    return Stream.generate(() -> one(pieces)).limit(upTo(most)).collect(Collectors.joining());
  }

  private String one(List<String> pieces) {
    return pieces.get(random.nextInt(pieces.size()));
  }
}
