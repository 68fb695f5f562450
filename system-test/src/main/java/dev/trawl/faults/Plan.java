package dev.trawl.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * One crawl with its faults, as it follows from a seed.
 *
 * @param number from 1
 * @param brokers 1 or 2
 */
record Plan(int number, Site site, int brokers, List<Step> steps) {

  /** Which of the two is crawled. */
  enum Site {
    FILES,
    PAGES
  }

  /**
   * A fault and when it comes.
   *
   * @param moment share of the pages that are settled then
   * @param seed of whatever else is random
   */
  record Step(Fault fault, double moment, long seed) {}

  private static final int STEPS_ON_FILES = 2;
  private static final int STEPS_ON_PAGES = 4;
  private static final double FIRST = 0.08;
  private static final double LAST = 0.75;

  Plan {
    steps = List.copyOf(steps);
  }

  /**
   * Crawls of the two sites in turn with so many faults in all, or a few more. Faults are dealt
   * like cards: none comes again before all others came as often.
   *
   * @param brokers with 2, faults that need a single broker have crawls of their own, with one
   */
  static List<Plan> of(long seed, List<Fault> faults, int brokers, int injections) {
    Random random = new Random(seed);
    Map<Boolean, List<Fault>> bySingle =
        faults.stream()
            .collect(Collectors.partitioningBy(fault -> brokers > 1 && fault.needsSingleBroker()));
    Deck single = new Deck(bySingle.getOrDefault(true, List.of()), random);
    Deck others = new Deck(bySingle.getOrDefault(false, List.of()), random);
    List<Plan> plans = new ArrayList<>();
    int dealt = 0;
    while (dealt < injections) {
      int number = plans.size() + 1;
      Site site = number % 2 == 1 ? Site.PAGES : Site.FILES;
      int count = site == Site.PAGES ? STEPS_ON_PAGES : STEPS_ON_FILES;
      boolean toSingle = !single.isEmpty() && (others.isEmpty() || isForSingle(number));
      List<Step> steps = steps((toSingle ? single : others).deal(count), random);
      plans.add(new Plan(number, site, toSingle ? 1 : brokers, steps));
      dealt += count;
    }
    return plans;
  }

  /** Three faults of eighteen have two crawls of twelve: each comes as often as the others. */
  private static boolean isForSingle(int number) {
    return (number - 1) % 12 >= 10;
  }

  /** Shuffled anew whenever it is empty. */
  private static final class Deck {
    private final List<Fault> faults;
    private final Random random;
    private final List<Fault> left = new ArrayList<>();

    Deck(List<Fault> faults, Random random) {
      this.faults = faults;
      this.random = random;
    }

    boolean isEmpty() {
      return faults.isEmpty();
    }

    List<Fault> deal(int count) {
      List<Fault> hand = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        if (left.isEmpty()) {
          left.addAll(faults);
          Collections.shuffle(left, random);
        }
        hand.add(left.remove(left.size() - 1));
      }
      return hand;
    }
  }

  /** Each fault somewhere in its share of the crawl, so that they do not all come at once. */
  private static List<Step> steps(List<Fault> hand, Random random) {
    List<Step> steps = new ArrayList<>();
    double share = (LAST - FIRST) / hand.size();
    for (int i = 0; i < hand.size(); i++) {
      double moment = FIRST + share * (i + random.nextDouble() * 0.8);
      steps.add(new Step(hand.get(i), moment, random.nextLong()));
    }
    return steps;
  }
}
