package dev.trawl.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * One crawl with its faults, as it follows from a seed.
 *
 * @param number from 1
 */
record Plan(int number, Site site, List<Step> steps) {

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
   */
  static List<Plan> of(long seed, List<Fault> faults, int injections) {
    Random random = new Random(seed);
    List<Fault> deck = new ArrayList<>();
    List<Plan> plans = new ArrayList<>();
    int dealt = 0;
    while (dealt < injections) {
      Site site = plans.size() % 2 == 0 ? Site.PAGES : Site.FILES;
      int count = site == Site.PAGES ? STEPS_ON_PAGES : STEPS_ON_FILES;
      List<Fault> hand = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        if (deck.isEmpty()) {
          deck.addAll(faults);
          Collections.shuffle(deck, random);
        }
        hand.add(deck.remove(deck.size() - 1));
      }
      plans.add(new Plan(plans.size() + 1, site, steps(hand, random)));
      dealt += count;
    }
    return plans;
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
