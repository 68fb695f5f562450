package dev.trawl.bench;

import dev.trawl.browser.FirstView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The figures as one Markdown table. */
final class Table {

  private static final double MEBIBYTE = 1024.0 * 1024;

  private final List<String> rows =
      new ArrayList<>(List.of("| what | figure | goal |", "| --- | ---: | ---: |"));

  static String of(List<Crawl> bareLoop, Crawl scrapy, Optional<TrawlRuns> trawl) {
    Table table = new Table();
    // Its second round is what the goals were set by; the best one is a limit that does not depend
    // on the compiler's mood.
    Crawl second = bareLoop.get(1);
    Crawl best =
        bareLoop.stream().max(Comparator.comparingDouble(Crawl::pagesPerSecond)).orElseThrow();
    table.crawl("bare loop, second round", second);
    table.crawl("bare loop, best of " + bareLoop.size() + " rounds", best);
    table.crawl("Scrapy", scrapy);
    trawl.ifPresent(runs -> table.trawl(runs, second, best, scrapy));
    return String.join("\n", table.rows) + "\n";
  }

  static String of(NodeRuns runs) {
    Table table = new Table();
    table.crawl("one node, warm, median of 7", runs.one());
    table.crawl("two nodes, warm, median of 7", runs.two());
    table.row("two fetch + process nodes : one node", percent(runs.ratio()), "≥ 90 %");
    table.row("two nodes: requests per page", format("%.4f", runs.two().requestsPerPage()), "");
    return String.join("\n", table.rows) + "\n";
  }

  static String of(HostRuns runs) {
    Table table = new Table();
    Pace polite = runs.polite();
    table.row("pages/s, no delay", format("%.0f", runs.free().perSecond()), "");
    table.row("pages/s, delay 1 s", format("%.0f", polite.perSecond()), "");
    table.row(
        format("delay 1 s : no delay, or %.0f pages/s if that is less", HostRuns.MOST_PER_SECOND),
        percent(runs.ratio()),
        "≥ 90 %");
    table.politeness("delay 1 s", polite);
    table.row(
        "delay 1 s: later than allowed at that rate, were all hosts served in turn",
        format("%.0f ms", runs.unavoidableMillis()),
        "");
    table.row(
        "delay 1 s: growth of the application's used heap",
        mebibytes(runs.heapDuring() - runs.heapBefore()),
        "≤ 512 MB");
    table.row(
        format("pages/s, delay 1 s, %d hosts", runs.calmHosts()),
        format("%.0f", runs.calm().perSecond()),
        "");
    table.politeness(format("delay 1 s, %d hosts", runs.calmHosts()), runs.calm());
    return format("%d hosts, 1 connection each, pages of 1 KiB.%n%n", HostRuns.HOSTS)
        + String.join("\n", table.rows)
        + "\n";
  }

  static String of(FetchRuns runs) {
    Table table = new Table();
    table.fetch("guarded client", runs.guarded());
    table.fetch("bare HttpClient", runs.bare());
    table.row(
        "processor time, guarded : bare",
        format("%.2f", runs.guarded().micros() / runs.bare().micros()),
        "≤ 2");
    table.row(
        "allocations, guarded : bare",
        format("%.2f", runs.guarded().bytes() / runs.bare().bytes()),
        "≤ 2");
    return "One thread, connections kept alive.\n\n" + String.join("\n", table.rows) + "\n";
  }

  private void fetch(String who, FetchRuns.Figure figure) {
    row(who, format("%.0f µs and %.1f KiB a page", figure.micros(), figure.bytes() / 1024), "");
  }

  static String of(SlowRuns runs) {
    Table table = new Table();
    table.row("fast hosts alone", format("%.0f pages/s", runs.alone().perSecond()), "");
    table.row("fast hosts beside slow ones", format("%.0f pages/s", runs.beside().perSecond()), "");
    table.row("beside : alone", percent(runs.ratio()), "≥ 90 %");
    table.row(
        "slow answers under way at once",
        Integer.toString(runs.slowUnderWay()),
        "" + SlowRuns.SLOW);
    table.row("application, resident memory before", mebibytes(runs.before()), "");
    table.row("application, the most it ever was", mebibytes(runs.peak()), "");
    table.row("what the slow ones cost", mebibytes(runs.peak() - runs.before()), "≤ 400 MB");
    return format(
            "%d fast hosts and %d that send a byte a second, 1 connection each, no delay.%n%n",
            SlowRuns.FAST, SlowRuns.SLOW)
        + String.join("\n", table.rows)
        + "\n";
  }

  static String of(DashboardRuns runs) {
    Table table = new Table();
    table.firstView("sign-in form", runs.signIn());
    table.firstView("jobs", runs.jobs());
    table.watched(runs.open());
    return "A cold cache for each first view; 16 connections, no delay for the crawls.\n\n"
        + String.join("\n", table.rows)
        + "\n";
  }

  static String of(ViewMemory memory) {
    Table table = new Table();
    table.held("after " + ViewMemory.EARLY + " minutes", memory.early());
    table.held("after " + memory.minutes() + " minutes", memory.late());
    table.row("objects, late : early", format("%.2f", memory.growth()), "≤ 1.2");
    return "A job's view in a browser while the job runs.\n\n"
        + String.join("\n", table.rows)
        + "\n";
  }

  private void firstView(String what, FirstView view) {
    String times = ", cold cache, median of " + DashboardRuns.FIRST_VIEWS;
    row(what + " can be used" + times, format("%d ms", view.usable().toMillis()), "≤ 1 s");
    row(what + ", transferred", format("%.0f kB", view.bytes() / 1e3), "≤ 300 kB");
  }

  private void watched(OpenRuns runs) {
    String dashboards = OpenRuns.READERS + " open dashboards";
    crawl("nobody looks, median of " + OpenRuns.PAIRS, runs.alone().crawl());
    crawl(dashboards + ", median of " + OpenRuns.PAIRS, runs.watched().crawl());
    row(dashboards + " : none", percent(runs.ratio()), "≥ 95 %");
    row("application, processor time a page", perPage(runs, OpenRuns.Run::application), "");
    row("database, processor time a page", perPage(runs, OpenRuns.Run::database), "");
    row(
        "the readers themselves",
        format(
            "%.0f %% of a core, %d calls, %.1f MB",
            100 * runs.watched().readersShare(),
            runs.watched().readers().calls(),
            runs.watched().readers().bytes() / 1e6),
        "");
  }

  private static String perPage(OpenRuns runs, Function<OpenRuns.Run, Duration> time) {
    return format(
        "%.0f µs, %.0f µs",
        runs.alone().perPage(time.apply(runs.alone())),
        runs.watched().perPage(time.apply(runs.watched())));
  }

  private void held(String when, ViewMemory.Held held) {
    row(
        when,
        format(
            "%.1f MiB of objects, %d nodes, renderer %s",
            held.heap() / MEBIBYTE, held.nodes(), mebibytes(held.resident())),
        "");
  }

  private void politeness(String run, Pace pace) {
    row(
        run + ": requests earlier than allowed",
        format("%d of %d", pace.early(), pace.gaps()),
        "0");
    row(
        run + ": later than allowed, 95th percentile",
        format("%d ms", pace.late95().toMillis()),
        "≤ 250 ms");
  }

  static String of(LinkRuns runs) {
    Table table = new Table();
    table.links("first compiler only, as ./trawl up", runs.firstCompiler());
    table.links("both compilers", runs.bothCompilers());
    return "Microseconds a link.\n\n" + String.join("\n", table.rows) + "\n";
  }

  private void links(String compiler, List<LinkRuns.Figure> figures) {
    for (LinkRuns.Figure figure : figures) {
      row(
          figure.name() + ", " + compiler,
          format("%.2f µs ± %.2f", figure.micros(), figure.error()),
          figure.name().equals(LinkRuns.WITH_GOAL) ? "≤ 5 µs" : "");
    }
  }

  static String of(OfferRuns runs) {
    Table table = new Table();
    table.offers("900,000 links, all new", runs.fill(), "");
    table.offers("1,000,000 links, 90 % known to the node", runs.cached(), "≤ 20 s");
    table.offers("1,000,000 links, 90 % known to the database only", runs.stored(), "≤ 20 s");
    return "6,400 links a transaction.\n\n" + String.join("\n", table.rows) + "\n";
  }

  static String of(PageRuns runs) {
    Table table = new Table();
    for (PageRuns.Figure figure : runs.figures()) {
      table.row(
          figure.name(),
          format("%.0f ms, at most %.0f ms", figure.median(), figure.longest()),
          "≤ 200 ms");
    }
    return "A call among 1,000,000 pages of a job.\n\n" + String.join("\n", table.rows) + "\n";
  }

  private void offers(String what, OfferRuns.Figure figure, String goal) {
    row(
        what,
        format("%.1f s (%.1f s in transactions)", figure.seconds(), figure.inTransactions()),
        goal);
  }

  private void trawl(TrawlRuns runs, Crawl second, Crawl best, Crawl scrapy) {
    for (int i = 0; i < runs.crawls().size(); i++) {
      crawl(
          "Trawl, crawl " + (i + 1) + (i + 1 == TrawlRuns.WARM ? " (warm)" : ""),
          runs.crawls().get(i));
    }
    double speed = runs.warm().pagesPerSecond();
    row("Trawl, warm : Scrapy", format("%.2f", speed / scrapy.pagesPerSecond()), "≥ 5");
    row(
        "Trawl, warm : bare loop, second round",
        percent(speed / second.pagesPerSecond()),
        "≥ 35 %");
    row("Trawl, warm : bare loop, best round", percent(speed / best.pagesPerSecond()), "");
    row("Trawl, warm: requests per page", format("%.4f", runs.warm().requestsPerPage()), "≤ 1.005");
    row("application, peak of resident memory", mebibytes(runs.applicationPeak()), "≤ 1024 MiB");
    row("broker, peak of resident memory", mebibytes(runs.brokerPeak()), "≤ 700 MiB");
    runs.heaps()
        .forEach(
            (crawl, bytes) ->
                row("application, used heap after crawl " + crawl, mebibytes(bytes), ""));
    row(
        "application, used heap after crawl 5 : after crawl 2",
        format("%.2f", runs.heapGrowth()),
        "≤ 1.1");
    row("./trawl up, new data", format("%.1f s", runs.firstUp().toMillis() / 1e3), "≤ 25 s");
    row(
        "./trawl up, data of the crawls",
        format("%.1f s", runs.nextUp().toMillis() / 1e3),
        "≤ 25 s");
  }

  private void crawl(String who, Crawl crawl) {
    String speed =
        format(
            "%.0f pages/s (%d in %.1f s)", crawl.pagesPerSecond(), crawl.pages(), crawl.seconds());
    row(who, speed, "");
  }

  private void row(String what, String figure, String goal) {
    rows.add("| " + what + " | " + figure + " | " + goal + " |");
  }

  private static String percent(double ratio) {
    return format("%.0f %%", ratio * 100);
  }

  private static String mebibytes(long bytes) {
    return format("%.0f MiB", bytes / MEBIBYTE);
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
