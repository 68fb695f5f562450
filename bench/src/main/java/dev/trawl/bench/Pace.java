package dev.trawl.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How fast, and how politely, many hosts were visited.
 *
 * @param perSecond pages, while the crawl was steady
 * @param early requests that came before the delay was over, from the first to the last
 * @param gaps requests that had one before them on the same host
 * @param late95 95th percentile of what a page's request came after the earliest moment allowed,
 *     while the crawl was steady
 */
record Pace(double perSecond, int early, int gaps, Duration late95) {

  /** The crawl is steady from this part of the pages on … */
  static final double FROM = 0.10;

  /** … and up to this one. */
  static final double TO = 0.80;

  /**
   * What the visits show. Robots.txt is not counted as a page, but a host is left alone after it as
   * after any other answer.
   *
   * @param delay from the end of an answer to the start of the next request on that host
   * @throws IllegalArgumentException if there are less than ten pages
   */
  static Pace of(List<Visit> visits, Duration delay) {
    List<Visit> sorted = visits.stream().sorted(Comparator.comparingLong(Visit::start)).toList();
    List<Visit> pages = sorted.stream().filter(visit -> !visit.robots()).toList();
    if (pages.size() < 10) {
      throw new IllegalArgumentException(pages.size() + " pages say nothing");
    }
    int first = (int) (pages.size() * FROM);
    int last = (int) (pages.size() * TO);
    long from = pages.get(first).start();
    long to = pages.get(last).start();
    int early = 0;
    int gaps = 0;
    List<Long> late = new ArrayList<>();
    Map<Integer, Visit> before = new HashMap<>();
    for (Visit visit : sorted) {
      Visit previous = before.put(visit.host(), visit);
      if (previous != null) {
        long lateness = visit.start() - previous.end() - delay.toNanos();
        gaps++;
        early += lateness < 0 ? 1 : 0;
        if (!visit.robots() && visit.start() >= from && visit.start() < to) {
          late.add(lateness);
        }
      }
    }
    return new Pace((last - first) / ((to - from) / 1e9), early, gaps, percentile95(late));
  }

  /** By the nearest rank; nothing is late where there was no second request. */
  private static Duration percentile95(List<Long> nanos) {
    List<Long> sorted = nanos.stream().sorted().toList();
    return sorted.isEmpty()
        ? Duration.ZERO
        : Duration.ofNanos(sorted.get((int) Math.ceil(sorted.size() * 0.95) - 1));
  }
}
