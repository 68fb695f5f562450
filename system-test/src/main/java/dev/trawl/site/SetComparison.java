package dev.trawl.site;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Compares what a crawl has found with what there is, a page at a time, with a bit of memory for
 * each.
 */
public final class SetComparison {

  private static final int SHOWN = 20;

  /**
   * What came out.
   *
   * @param found lines that were compared
   * @param lost pages that were not found
   * @param twice lines of pages that were found before
   * @param extra lines of what is no page
   * @param wrong pages with another status, body, depth or type
   * @param digest of what was found
   * @param expected digest of what there is
   * @param examples of everything that is not as it should be
   */
  public record Verdict(
      long found,
      long lost,
      long twice,
      long extra,
      long wrong,
      String digest,
      String expected,
      List<String> examples) {

    public Verdict {
      examples = List.copyOf(examples);
    }

    public boolean exact() {
      return lost + twice + extra + wrong == 0 && digest.equals(expected);
    }
  }

  private final Truth truth;
  private final BitSet seen;
  private final SetDigest digest = new SetDigest();
  private final List<String> examples = new ArrayList<>();
  private long twice;
  private long extra;
  private long wrong;

  public SetComparison(Truth truth) {
    this.truth = truth;
    this.seen = new BitSet(truth.count());
  }

  /** Takes a page as the crawl has it. */
  public void add(GroundTruth.Page page) {
    digest.add(page);
    int number = truth.number(page.url());
    if (number < 0) {
      extra++;
      example("extra: " + page);
    } else if (seen.get(number)) {
      twice++;
      example("twice: " + page);
    } else {
      seen.set(number);
      GroundTruth.Page expected = truth.page(number);
      if (!expected.equals(page)) {
        wrong++;
        example("expected " + expected + ", found " + page);
      }
    }
  }

  public Verdict verdict() {
    for (int i = seen.nextClearBit(0); i < truth.count(); i = seen.nextClearBit(i + 1)) {
      example("lost: " + truth.page(i));
      if (examples.size() >= SHOWN) {
        break;
      }
    }
    return new Verdict(
        digest.count(),
        truth.count() - seen.cardinality(),
        twice,
        extra,
        wrong,
        digest.toString(),
        SetDigest.of(truth).toString(),
        examples);
  }

  private void example(String text) {
    if (examples.size() < SHOWN) {
      examples.add(text);
    }
  }
}
