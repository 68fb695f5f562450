package dev.trawl.bench;

import dev.trawl.site.RealSites;
import dev.trawl.site.SiteProcess;
import dev.trawl.site.Truth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Runs everything, one after the other, and prints one table. Started by {@code bench/run}. */
public final class Benchmark {

  private static final int CONNECTIONS = 16;
  private static final Set<String> SWITCHES =
      Set.of(
          "--peers",
          "--nodes",
          "--hosts",
          "--slow",
          "--fetch",
          "--links",
          "--offers",
          "--pages",
          "--dashboard",
          "--view");

  private static final String MINUTES = "--minutes";
  private static final int AN_HOUR = 60;

  private Benchmark() {}

  public static void main(String... arguments) throws IOException {
    List<String> given = new ArrayList<>(List.of(arguments));
    int minutes = takeMinutes(given);
    if (minutes <= ViewMemory.EARLY
        || given.stream()
            .anyMatch(argument -> argument.startsWith("-") && !SWITCHES.contains(argument))) {
      System.err.println(
          "usage: bench/run [--peers | --nodes | --hosts | --slow | --fetch | --links | --offers | --pages | --dashboard | --view [--minutes N]] [FILE]");
      System.exit(2);
    }
    Optional<Path> file =
        given.stream().filter(argument -> !argument.startsWith("--")).map(Path::of).findFirst();
    Path folder = Files.createTempDirectory("trawl-bench-");
    try {
      String table = heading() + table(given, minutes, folder);
      System.out.print(table);
      if (file.isPresent()) {
        Files.writeString(file.get(), table);
      }
    } finally {
      remove(folder);
    }
  }

  /** Takes the option out of the arguments; 0 if it is none, so that it is wrong use. */
  private static int takeMinutes(List<String> given) {
    int at = given.indexOf(MINUTES);
    if (at < 0) {
      return AN_HOUR;
    }
    given.remove(at);
    String minutes = at < given.size() ? given.remove(at) : "";
    return minutes.matches("[0-9]{1,4}") ? Integer.parseInt(minutes) : 0;
  }

  private static String table(List<String> given, int minutes, Path folder) throws IOException {
    if (given.contains("--dashboard")) {
      say("The dashboard …");
      return Table.of(DashboardRuns.measure());
    }
    if (given.contains("--view")) {
      say("A job's view, open for " + minutes + " minutes …");
      return Table.of(ViewMemory.measure(minutes));
    }
    if (given.contains("--hosts")) {
      say("Many hosts, without delay and with one …");
      return Table.of(HostRuns.measure());
    }
    if (given.contains("--slow")) {
      say("Fast hosts, alone and beside slow ones …");
      return Table.of(SlowRuns.measure());
    }
    if (given.contains("--fetch")) {
      say("Pages, by our client and by the library's …");
      return fetch(folder);
    }
    if (given.contains("--links")) {
      say("Links …");
      return Table.of(LinkRuns.measure());
    }
    if (given.contains("--offers")) {
      say("A million links …");
      return Table.of(OfferRuns.measure());
    }
    if (given.contains("--pages")) {
      say("A million pages …");
      return Table.of(PageRuns.measure());
    }
    String connections = CONNECTIONS + " connections, no delay.\n\n";
    return connections
        + (given.contains("--nodes") ? nodes() : measure(folder, given.contains("--peers")));
  }

  private static String measure(Path folder, boolean peersOnly) {
    Path root = Path.of(System.getProperty("trawl.root"));
    Path jar = RealSites.JAKARTA_EE.jar();
    try (SiteProcess site = SiteProcess.ofJar(jar)) {
      Set<String> truth = urls(site.truth());
      say("The bare loop …");
      List<Crawl> bareLoop = Peers.bareLoop(site, CONNECTIONS, truth.size());
      say("Scrapy …");
      Crawl scrapy = Peers.scrapy(site, root, folder, truth);
      if (peersOnly) {
        return Table.of(bareLoop, scrapy, Optional.empty());
      }
      say("Trawl …");
      return Table.of(bareLoop, scrapy, Optional.of(TrawlRuns.measure(site, CONNECTIONS, truth)));
    }
  }

  private static String nodes() {
    try (SiteProcess site = SiteProcess.ofJar(RealSites.JAKARTA_EE.jar())) {
      say("One node, then two …");
      return Table.of(NodeRuns.measure(site, CONNECTIONS, urls(site.truth())));
    }
  }

  private static String fetch(Path folder) throws IOException {
    try (SiteProcess site = SiteProcess.ofJar(RealSites.JAKARTA_EE.jar())) {
      return Table.of(FetchRuns.measure(site, folder));
    }
  }

  static Set<String> urls(Truth truth) {
    return IntStream.range(0, truth.count())
        .mapToObj(number -> truth.page(number).url())
        .collect(Collectors.toSet());
  }

  /** What else the machine had to do: figures from a busy one are worth less. */
  private static String heading() throws IOException {
    Path load = Path.of("/proc/loadavg");
    String busy = Files.exists(load) ? Files.readString(load).split(" ", 2)[0] : "unknown";
    return String.format(
        "%d cores, Java %s, load before the run %s. ",
        Runtime.getRuntime().availableProcessors(), Runtime.version(), busy);
  }

  private static void say(String text) {
    System.err.println(text);
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
