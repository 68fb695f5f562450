package dev.trawl.page;

import java.util.Optional;
import java.util.Set;

/** How a URL has ended that was requested, or was to be, as the counters count it. */
final class Outcome {
  /** Errors of what was fetched all the same. */
  private static final Set<String> HARMLESS = Set.of(Judge.UNPARSABLE, SitemapRows.CUT);

  private Outcome() {}

  /** For statements that count what has failed. */
  static String[] harmless() {
    return HARMLESS.toArray(String[]::new);
  }

  /** {@code fetched}, {@code redirected} or {@code failed}. */
  static String of(Optional<Integer> status, Optional<String> error) {
    boolean good =
        error.filter(name -> !HARMLESS.contains(name)).isEmpty()
            && status.filter(code -> code < 400).isPresent();
    if (!good) {
      return "failed";
    }
    return Processed.isRedirect(status) ? "redirected" : "fetched";
  }
}
