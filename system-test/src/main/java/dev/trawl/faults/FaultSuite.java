package dev.trawl.faults;

import dev.trawl.site.RealSites;
import dev.trawl.site.SiteProcess;
import dev.trawl.site.SyntheticWeb;
import dev.trawl.stack.JsonLines;
import dev.trawl.stack.Options;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The long form: crawl after crawl, in parts. Started by {@code ./trawl test --faults}. */
public final class FaultSuite {

  private static final String USAGE =
      """
      usage: ./trawl test --faults [options]
        --seed N         another seed, another plan (1)
        --injections N   how many faults in all (102)
        --minutes N      stop between two crawls after so long; the next call goes on (60)
        --pages N        size of the synthetic web (20000)
        --only F,F,...   these faults only
        --brokers N      1, or 2 but for faults between a node and the broker (2)
        --out FILE       results, a JSON object a line, appended (target/faults/results.jsonl)
        --dir FOLDER     data of the crawl at hand, and of crawls that went wrong (target/faults)
        --table          print the table of what is there, and do nothing else
      """;

  private static final Set<String> NAMES =
      Set.of(
          "--seed",
          "--injections",
          "--minutes",
          "--pages",
          "--only",
          "--brokers",
          "--out",
          "--dir");

  /** Whose data is kept, in one part. */
  private static final int MOST_FAILURES = 5;

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final int HOSTS = 200;
  private static final int LINKS = 8;
  private static final int CONNECTIONS_TO_PAGES = 2;
  private static final int CONNECTIONS_TO_FILES = 16;

  private final Options options;
  private final long seed;
  private final Path folder;
  private final JsonLines results;

  private FaultSuite(Options options) {
    this.options = options;
    this.seed = options.number("--seed", 1);
    this.folder = Path.of(options.text("--dir", "target/faults")).toAbsolutePath();
    this.results =
        new JsonLines(Path.of(options.text("--out", folder.resolve("results.jsonl").toString())));
  }

  public static void main(String... arguments) {
    try {
      FaultSuite suite = new FaultSuite(new Options(List.of(arguments), NAMES, Set.of("--table")));
      System.exit(suite.run() ? 0 : 1);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n" + USAGE);
      System.exit(2);
    }
  }

  /** Returns whether all crawls until now were good. */
  private boolean run() {
    if (!options.has("--table") && missing() > 0) {
      crawl();
    }
    List<Report> reports = reports();
    System.out.print(FaultTable.of(reports));
    reports.stream()
        .filter(report -> !report.good())
        .forEach(
            report -> System.out.println("Crawl " + report.number() + ": " + report.problems()));
    return reports.stream().allMatch(Report::good);
  }

  /** How many faults are still to be injected: a crawl may end before all of its own came. */
  private long missing() {
    long wanted = options.number("--injections", 102);
    return wanted - reports().stream().mapToLong(report -> report.injections().size()).sum();
  }

  /** The crawls that have no result yet; more than needed. */
  private List<Plan> open() {
    Set<Integer> done = reports().stream().map(Report::number).collect(Collectors.toSet());
    int enough = (int) (missing() + done.size()) * 4;
    return Plan.of(seed, faults(), brokers(), enough).stream()
        .filter(plan -> !done.contains(plan.number()))
        .toList();
  }

  private List<Report> reports() {
    return results.read().stream().map(Report::of).filter(report -> report.seed() == seed).toList();
  }

  private List<Fault> faults() {
    String only = options.text("--only", "");
    if (!only.isEmpty()) {
      return Arrays.stream(only.split(",", -1)).map(FaultSuite::fault).toList();
    }
    // With one broker there is no other to be killed.
    return Arrays.stream(Fault.values())
        .filter(fault -> brokers() > 1 || fault != Fault.KILL_EVERY_BROKER)
        .toList();
  }

  private static Fault fault(String name) {
    return Arrays.stream(Fault.values())
        .filter(fault -> fault.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--only takes names of " + List.of(Fault.values()) + ", not " + name + "."));
  }

  private int brokers() {
    return (int) options.number("--brokers", 2);
  }

  private void crawl() {
    long deadline =
        System.nanoTime() + Duration.ofMinutes(options.number("--minutes", 60)).toNanos();
    SyntheticWeb.Shape shape =
        new SyntheticWeb.Shape((int) options.number("--pages", 20_000), HOSTS, LINKS, seed);
    try (SiteProcess files = SiteProcess.ofJar(RealSites.JAKARTA_EE.jar());
        SiteProcess pages = SiteProcess.ofPages(shape);
        ClusterKeeper keeper = new ClusterKeeper(folder, FaultSuite::start)) {
      int failures = 0;
      for (Plan plan : open()) {
        if (missing() <= 0) {
          return;
        }
        if (System.nanoTime() > deadline) {
          say("The time is up; the next call goes on with crawl " + plan.number() + ".");
          return;
        }
        say("Crawl " + plan.number() + "; faults still to come: " + missing());
        Report report = crawl(keeper, plan, plan.site() == Plan.Site.FILES ? files : pages);
        if (keeper.interrupted()) {
          return;
        }
        results.append(report.json());
        failures += report.good() ? 0 : 1;
        if (failures == MOST_FAILURES) {
          say("That is enough: " + failures + " crawls went wrong.");
          return;
        }
      }
    }
  }

  private Report crawl(ClusterKeeper keeper, Plan plan, SiteProcess site) {
    FaultyCrawl.Terms terms =
        new FaultyCrawl.Terms(
            Duration.ZERO,
            plan.site() == Plan.Site.FILES ? CONNECTIONS_TO_FILES : CONNECTIONS_TO_PAGES,
            PATIENCE);
    FaultyCrawl crawl =
        new FaultyCrawl(keeper.cluster(plan.brokers()), site, plan, terms, FaultSuite::say);
    Report report = run(crawl, plan);
    say(
        String.format(
            "  %d pages in %.0f s, %d requested again%s",
            report.pages(),
            report.seconds(),
            report.repeated(),
            report.good() ? "" : ", WRONG: " + report.problems()));
    if (!report.good() && !keeper.interrupted()) {
      say("  Data and logs are kept in " + keeper.putAside("crawl-" + seed + "-" + plan.number()));
    }
    return report;
  }

  private Report run(FaultyCrawl crawl, Plan plan) {
    try {
      return crawl.run(seed);
    } catch (RuntimeException e) {
      return Report.ofFailure(seed, plan, e);
    }
  }

  private static Cluster start(Path where, int brokers) {
    say("Starting the cluster, brokers: " + brokers);
    Map<String, String> roles = new LinkedHashMap<>();
    roles.put("fetcher", "fetch");
    roles.put("processor", "process");
    return Cluster.start(where, brokers, roles, Disk.quota(where));
  }

  private static void say(String text) {
    System.err.println(
        LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS) + " " + text);
  }
}
