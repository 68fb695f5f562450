package dev.trawl.bench;

import dev.trawl.site.SiteProcess;
import dev.trawl.stack.Api;
import dev.trawl.stack.Command;
import dev.trawl.stack.Jdk;
import dev.trawl.stack.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Those that Trawl is measured against. */
final class Peers {

  private static final Duration LIMIT = Duration.ofMinutes(15);
  private static final int ROUNDS = 5;

  private Peers() {}

  /**
   * The bare loop's rounds, all in one JVM.
   *
   * @throws IllegalStateException if a round has not as many answers as there are pages
   */
  static List<Crawl> bareLoop(SiteProcess site, int connections, int pages) {
    long before = site.requests();
    Outcome outcome =
        run(
            Jdk.tool("java"),
            "-cp",
            System.getProperty("java.class.path"),
            BareLoop.class.getName(),
            site.start(),
            Integer.toString(connections),
            Integer.toString(ROUNDS));
    long requests = (site.requests() - before) / ROUNDS;
    List<Crawl> rounds = new ArrayList<>();
    outcome
        .out()
        .lines()
        .map(line -> line.split(" ", -1))
        .forEach(
            fields ->
                rounds.add(
                    new Crawl(
                        Integer.parseInt(fields[0]), Double.parseDouble(fields[1]), requests)));
    if (rounds.size() != ROUNDS || rounds.stream().anyMatch(round -> round.pages() != pages)) {
      throw new IllegalStateException(
          "Not " + ROUNDS + " rounds of " + pages + " pages: " + outcome.output());
    }
    return rounds;
  }

  /**
   * Scrapy, timed by itself from the opening to the closing of the spider: its start is not
   * counted.
   *
   * @throws IllegalStateException if it fetched another set of URLs than is there
   */
  static Crawl scrapy(SiteProcess site, Path root, Path folder, Set<String> truth) {
    Path pages = folder.resolve("scrapy.jsonl");
    Path stats = folder.resolve("scrapy.json");
    long before = site.requests();
    run(
        "scrapy",
        "runspider",
        root.resolve("bench/scrapy/site_spider.py").toString(),
        "-a",
        "seed=" + site.start(),
        "-a",
        "stats=" + stats,
        "-O",
        pages.toString());
    Set<String> urls = new HashSet<>();
    int lines = 0;
    try (Stream<String> all = Files.lines(pages)) {
      for (String line : all.toList()) {
        urls.add(Api.parse(line).getString("url"));
        lines++;
      }
      if (!urls.equals(truth)) {
        throw new IllegalStateException(
            "Scrapy has " + urls.size() + " URLs, but not the " + truth.size());
      }
      double seconds =
          Double.parseDouble(Api.parse(Files.readString(stats)).getString("elapsed_time_seconds"));
      return new Crawl(lines, seconds, site.requests() - before);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Outcome run(String... command) {
    return Command.run(Path.of("."), Map.of(), LIMIT, List.of(command)).orThrow();
  }
}
