package dev.trawl.page;

import dev.trawl.frontier.Verdict;
import dev.trawl.metrics.Meters;
import dev.trawl.metrics.Settlement;
import java.util.List;
import java.util.Optional;

/** Counts what a transaction has stored, once it has committed. */
final class StoreMeters {
  private StoreMeters() {}

  /**
   * Counts a batch.
   *
   * @param begin when the transaction began, by System.nanoTime
   * @param results how many came
   * @param judged those whose URLs were open
   */
  static void note(long begin, int results, List<Judged> judged) {
    Meters.COMMIT.noteSince(begin);
    Meters.COMMIT_BATCH.note(results);
    Meters.DUPLICATES.add((long) results - judged.size());
    for (Judged one : judged) {
      settlement(one).map(Meters::settled).orElse(Meters.RETRIES).increment();
      if (one.isPage()) {
        Meters.BODY_BYTES.add(one.processed().bytes());
        Meters.NOT_MODIFIED.add(one.processed().isNotModified() ? 1 : 0);
      }
    }
  }

  /** How its URL ended; empty if it goes on. */
  private static Optional<Settlement> settlement(Judged one) {
    Verdict verdict = one.verdict();
    if (verdict instanceof Verdict.Again) {
      return Optional.empty();
    } else if (verdict instanceof Verdict.Fetched) {
      return Optional.of(Settlement.FETCHED);
    } else if (verdict instanceof Verdict.Redirected) {
      return Optional.of(Settlement.REDIRECTED);
    } else if (verdict instanceof Verdict.Excluded) {
      return Optional.of(Settlement.EXCLUDED);
    }
    Optional<Integer> status = one.processed().status().filter(code -> code >= 400);
    return Optional.of(
        status
            .map(Settlement::ofStatus)
            .orElseGet(() -> Settlement.ofError(one.end().error().orElse(""))));
  }
}
