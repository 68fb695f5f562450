package dev.trawl.scope;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.trawl.url.CrawlUrl;
import java.util.List;
import java.util.Optional;

/** RE2 patterns that are looked for anywhere in a URL. */
final class PatternList {
  private final List<Pattern> patterns;

  private PatternList(List<Pattern> patterns) {
    this.patterns = patterns;
  }

  /**
   * Compiles the patterns.
   *
   * @throws IllegalArgumentException for the first that is none
   */
  static PatternList compile(List<String> patterns) {
    return new PatternList(patterns.stream().map(PatternList::compile).toList());
  }

  private static Pattern compile(String pattern) {
    try {
      return Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("pattern " + pattern + ": " + e.getDescription(), e);
    }
  }

  static Optional<String> problem(String pattern) {
    try {
      Pattern.compile(pattern);
      return Optional.empty();
    } catch (PatternSyntaxException e) {
      return Optional.of(e.getDescription());
    }
  }

  boolean isEmpty() {
    return patterns.isEmpty();
  }

  Optional<String> firstFound(CrawlUrl url) {
    for (Pattern pattern : patterns) {
      if (pattern.matcher(url.toString()).find()) {
        return Optional.of(pattern.pattern());
      }
    }
    return Optional.empty();
  }
}
