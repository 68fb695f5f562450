package dev.trawl.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The samples of a soak by tenths of its pages, as a Markdown table. */
final class Tenths {

  private static final int TENTHS = 10;
  private static final double MEBIBYTE = 1024.0 * 1024;

  /**
   * @param seconds in which pages were crawled
   * @param end the first sample with the heaps after it
   */
  private record Tenth(int number, double pages, double seconds, Sample end) {

    long heap() {
      return end.heap().orElse(0);
    }

    long brokerHeap() {
      return end.brokerHeap().orElse(0);
    }

    double pagesPerSecond() {
      return pages / seconds;
    }

    double databasePerPage() {
      return (double) end.database() / end.settled();
    }
  }

  private final List<Tenth> tenths = new ArrayList<>();
  private final int pages;

  Tenths(List<Sample> samples, int pages) {
    this.pages = pages;
    for (int number = 1; number <= TENTHS; number++) {
      tenth(samples, number);
    }
  }

  private void tenth(List<Sample> samples, int number) {
    double from = (double) pages * (number - 1) / TENTHS;
    double to = (double) pages * number / TENTHS;
    double crawled = 0;
    double seconds = 0;
    for (int i = 1; i < samples.size(); i++) {
      Sample before = samples.get(i - 1);
      Sample after = samples.get(i);
      double share = share(before, after, from, to);
      crawled += share * (after.settled() - before.settled());
      seconds += share * Duration.between(before.at(), after.at()).toMillis() / 1e3;
    }
    double pagesCrawled = crawled;
    double took = seconds;
    samples.stream()
        .filter(sample -> sample.settled() >= to && sample.heap().isPresent())
        .findFirst()
        .ifPresent(end -> tenths.add(new Tenth(number, pagesCrawled, took, end)));
  }

  /** How much of the time between two samples belongs to a tenth. */
  private static double share(Sample before, Sample after, double from, double to) {
    long grown = after.settled() - before.settled();
    if (before.part() != after.part()) {
      return 0;
    }
    if (grown == 0) {
      return before.settled() >= from && before.settled() < to ? 1 : 0;
    }
    double low = Math.max(from, (double) before.settled());
    double high = Math.min(to, (double) after.settled());
    return Math.max(0, high - low) / grown;
  }

  /** A row a tenth, and what the last is to those it is compared with. */
  String table() {
    StringBuilder table =
        new StringBuilder(
            """
            | tenth | pages/s | heap, MiB | broker's heap, MiB | resident, MiB | broker resident, MiB | connections (database, broker) | database, MiB | bytes a page | broker's data, MiB |
            | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
            """);
    tenths.forEach(tenth -> table.append(row(tenth)));
    if (tenths.size() == TENTHS) {
      table.append('\n').append(goals());
    }
    return table.toString();
  }

  /** Whether the crawl is at its end as it was at its beginning; false while it has not ended. */
  boolean steady() {
    return tenths.size() == TENTHS
        && ratio(1, Tenth::pagesPerSecond) >= 0.9
        && ratio(2, Tenth::heap) <= 1.1
        && ratio(2, Tenth::brokerHeap) <= 1.1
        && ratio(2, tenth -> tenth.end().databaseConnections()) <= 1.1
        && ratio(2, tenth -> tenth.end().brokerConnections()) <= 1.1
        && ratio(2, Tenth::databasePerPage) <= 1.1;
  }

  private String goals() {
    return String.format(
        Locale.ROOT,
        """
        | last tenth | ratio | goal |
        | --- | ---: | ---: |
        | pages/s : first tenth | %.2f | ≥ 0.90 |
        | heap : second tenth | %.2f | ≤ 1.10 |
        | broker's heap : second tenth | %.2f | ≤ 1.10 |
        | connections at the database : second tenth | %.2f | ≤ 1.10 |
        | connections at the broker : second tenth | %.2f | ≤ 1.10 |
        | database bytes a page : second tenth | %.2f | ≤ 1.10 |
        """,
        ratio(1, Tenth::pagesPerSecond),
        ratio(2, Tenth::heap),
        ratio(2, Tenth::brokerHeap),
        ratio(2, tenth -> tenth.end().databaseConnections()),
        ratio(2, tenth -> tenth.end().brokerConnections()),
        ratio(2, Tenth::databasePerPage));
  }

  private double ratio(int to, ToDoubleFunction<Tenth> figure) {
    return figure.applyAsDouble(tenths.get(TENTHS - 1)) / figure.applyAsDouble(tenths.get(to - 1));
  }

  private static String row(Tenth tenth) {
    Sample end = tenth.end();
    return String.format(
        Locale.ROOT,
        "| %d | %.0f | %.0f | %.0f | %.0f | %.0f | %d, %d | %.0f | %.0f | %.0f |%n",
        tenth.number(),
        tenth.pagesPerSecond(),
        tenth.heap() / MEBIBYTE,
        tenth.brokerHeap() / MEBIBYTE,
        end.application() / MEBIBYTE,
        end.broker() / MEBIBYTE,
        end.databaseConnections(),
        end.brokerConnections(),
        end.database() / MEBIBYTE,
        tenth.databasePerPage(),
        end.journal() / MEBIBYTE);
  }
}
