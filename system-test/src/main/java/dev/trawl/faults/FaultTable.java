package dev.trawl.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The results as a Markdown table, a row a fault. */
final class FaultTable {

  private static final String HEAD =
      """
      | fault | injected | lost | duplicated | repeated fetches | back after, median | at most | in work settled after, median | at most |
      | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
      """;

  /** A fault with the crawl in which it came. */
  private record Case(Injection injection, Report report) {}

  private FaultTable() {}

  static String of(List<Report> reports) {
    if (reports.isEmpty()) {
      return "There are no results yet.\n";
    }
    StringBuilder table = new StringBuilder(HEAD);
    List<Case> all = new ArrayList<>();
    for (Fault fault : Fault.values()) {
      List<Case> cases = cases(reports, fault);
      if (!cases.isEmpty()) {
        all.addAll(cases);
        table.append(row(fault.title(), cases));
      }
    }
    if (!all.isEmpty()) {
      table.append(row("**all**", all)).append('\n');
    }
    table.append(summary(reports));
    return table.toString();
  }

  private static List<Case> cases(List<Report> reports, Fault fault) {
    return reports.stream()
        .flatMap(
            report -> report.injections().stream().map(injection -> new Case(injection, report)))
        .filter(one -> one.injection().fault() == fault)
        .toList();
  }

  private static String row(String title, List<Case> cases) {
    long lost = cases.stream().mapToLong(one -> one.report().lost()).sum();
    long twice = cases.stream().mapToLong(one -> one.report().twice()).sum();
    long repeated = cases.stream().mapToLong(one -> one.injection().repeated()).sum();
    long pages = cases.stream().mapToLong(one -> one.report().pages()).sum();
    List<OptionalDouble> back = cases.stream().map(one -> one.injection().backAfter()).toList();
    List<OptionalDouble> settled =
        cases.stream().map(one -> one.injection().takenOverAfter()).toList();
    return String.format(
        Locale.ROOT,
        "| %s | %d | %d | %d | %.3f %% | %s | %s | %s | %s |%n",
        title,
        cases.size(),
        lost,
        twice,
        pages == 0 ? 0 : 100.0 * repeated / pages,
        median(back),
        most(back),
        median(settled),
        most(settled));
  }

  /** What never came is longer than anything. */
  private static String median(List<OptionalDouble> seconds) {
    double[] sorted = seconds.stream().mapToDouble(FaultTable::orForEver).sorted().toArray();
    return shown(sorted[sorted.length / 2]);
  }

  private static String most(List<OptionalDouble> seconds) {
    return shown(seconds.stream().mapToDouble(FaultTable::orForEver).max().orElse(0));
  }

  private static double orForEver(OptionalDouble seconds) {
    return seconds.orElse(Double.POSITIVE_INFINITY);
  }

  private static String shown(double seconds) {
    return Double.isInfinite(seconds) ? "never" : String.format(Locale.ROOT, "%.1f s", seconds);
  }

  private static String summary(List<Report> reports) {
    long pages = reports.stream().mapToLong(Report::pages).sum();
    double worst = reports.stream().mapToDouble(Report::repeatedShare).max().orElse(0);
    return String.format(
        Locale.ROOT,
        "%d crawls, %d pages, %d of them not as they must be; lost %d, duplicated %d, otherwise wrong %d;"
            + " repeated fetches %.3f %% in all, %.3f %% in the worst crawl.%n",
        reports.size(),
        pages,
        reports.stream().filter(report -> !report.good()).count(),
        reports.stream().mapToLong(Report::lost).sum(),
        reports.stream().mapToLong(Report::twice).sum(),
        reports.stream().mapToLong(Report::wrong).sum(),
        pages == 0 ? 0 : 100.0 * reports.stream().mapToLong(Report::repeated).sum() / pages,
        100 * worst);
  }
}
