package dev.trawl.scope;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.trawl.url.CrawlUrl;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * RE2 patterns that are looked for anywhere in a URL. Those that {@link PatternAutomaton} can do
 * are looked for together, the others one after the other.
 */
final class PatternList {
  /** Each has a table of up to 64 KiB, and the scopes of many jobs are kept in memory. */
  private static final int MOST_AUTOMATA = 8;

  /** The first pattern of some that is found. */
  @FunctionalInterface
  private interface Part {
    Optional<String> firstFound(String url);
  }

  private final List<Part> parts;

  private PatternList(List<Part> parts) {
    this.parts = parts;
  }

  /**
   * Compiles the patterns.
   *
   * @throws IllegalArgumentException for the first that is none
   */
  static PatternList compile(List<String> patterns) {
    List<Pattern> compiled = patterns.stream().map(PatternList::compile).toList();
    return new PatternList(compiled.isEmpty() ? List.of() : parts(compiled, MOST_AUTOMATA));
  }

  private static Pattern compile(String pattern) {
    try {
      return Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("pattern " + pattern + ": " + e.getDescription(), e);
    }
  }

  /** Where all cannot be looked for together, perhaps each half can, until the culprit is alone. */
  private static List<Part> parts(List<Pattern> patterns, int mostAutomata) {
    try {
      return List.of(
          PatternAutomaton.of(patterns.stream().map(Pattern::pattern).toList())::firstFound);
    } catch (TooHardException e) {
      int half = patterns.size() / 2;
      return half == 0 || mostAutomata == 1
          ? patterns.stream().map(PatternList::alone).toList()
          : Stream.of(patterns.subList(0, half), patterns.subList(half, patterns.size()))
              .flatMap(some -> parts(some, mostAutomata / 2).stream())
              .toList();
    }
  }

  private static Part alone(Pattern pattern) {
    Optional<String> found = Optional.of(pattern.pattern());
    return url -> pattern.matcher(url).find() ? found : Optional.empty();
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
    return parts.isEmpty();
  }

  Optional<String> firstFound(CrawlUrl url) {
    for (Part part : parts) {
      Optional<String> found = part.firstFound(url.toString());
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }
}
