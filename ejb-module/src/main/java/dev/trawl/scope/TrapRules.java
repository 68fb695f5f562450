package dev.trawl.scope;

import dev.trawl.url.CrawlUrl;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Rejects what looks like a crawler trap, by the limits of {@link TrapSpec}. */
final class TrapRules {
  private TrapRules() {}

  /** The cheapest first. */
  static List<Rule> of(TrapSpec spec) {
    return List.of(
        urlLength(spec.urlLength()),
        pathDepth(spec.pathDepth()),
        repeatedSegments(spec.sameSegment(), spec.sequenceInRow()),
        queryParameters(spec.parameters(), spec.sameParameter()));
  }

  private static Rule urlLength(int most) {
    return reject(
        "urlLength", "more than " + most + " characters", url -> url.toString().length() > most);
  }

  private static Rule pathDepth(int most) {
    return reject(
        "pathDepth", "more than " + most + " segments", url -> Parts.segments(url) > most);
  }

  private static Rule queryParameters(int most, int mostOfOne) {
    Rule all =
        reject(
            "queryParameters",
            "more than " + most + " parameters",
            url -> Parts.parameters(url) > most);
    Rule one =
        reject(
            "queryParameters",
            "a parameter more than " + mostOfOne + " times",
            url -> repeatsParameter(url, mostOfOne));
    return (url, depth) -> all.ask(url, depth).or(() -> one.ask(url, depth));
  }

  private static boolean repeatsParameter(CrawlUrl url, int most) {
    int count = Parts.parameters(url);
    if (count <= most) {
      return false;
    }
    Parts names = Parts.ofQuery(url, count);
    for (int i = 0; i < names.size() - most; i++) {
      if (names.occurrences(i) > most) {
        return true;
      }
    }
    return false;
  }

  private static Rule repeatedSegments(int most, int mostInRow) {
    String detail =
        "a segment more than %d times, or a sequence more than %d times in a row"
            .formatted(most, mostInRow);
    // Less segments than that cannot hold one too many.
    long fewest = Math.min(most, 2L * mostInRow) + 1;
    return reject(
        "repeatedSegments",
        detail,
        url -> {
          int count = Parts.segments(url);
          if (count < fewest) {
            return false;
          }
          Parts segments = Parts.ofPath(url, count);
          return repeatsSegment(segments, most) || repeatsSequence(segments, mostInRow);
        });
  }

  private static boolean repeatsSegment(Parts segments, int most) {
    for (int i = 0; i < segments.size() - most; i++) {
      if (!segments.isNumber(i) && segments.occurrences(i) > most) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a sequence follows upon itself too often: as long as each segment is the one {@code
   * length} before it, the sequence of that length goes on.
   */
  private static boolean repeatsSequence(Parts segments, int mostInRow) {
    long longest = segments.size() / (mostInRow + 1L);
    for (int length = 2; length <= longest; length++) {
      int goesOn = 0;
      for (int i = length; i < segments.size(); i++) {
        goesOn = segments.same(i - length, i) ? goesOn + 1 : 0;
        if (goesOn == length * mostInRow) {
          return true;
        }
      }
    }
    return false;
  }

  private static Rule reject(String rule, String detail, Predicate<CrawlUrl> isTrap) {
    Optional<Decision> rejected = Optional.of(Decision.reject(rule, detail));
    return (url, depth) -> isTrap.test(url) ? rejected : Optional.empty();
  }
}
