package dev.trawl.bench;

import dev.trawl.stack.Command;
import dev.trawl.stack.Jdk;
import dev.trawl.stack.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a million offered links cost, nine of ten of them known: ejb-module's {@code
 * OffersBenchmark}, in a Java machine that is started as the application is.
 *
 * @param fill for 900,000 links to new URLs
 * @param cached for the million, where this node remembers the known ones
 * @param stored for the million, where the database alone knows them
 */
record OfferRuns(Figure fill, Figure cached, Figure stored) {

  /**
   * What it took.
   *
   * @param seconds in all
   * @param inTransactions seconds of them; the rest is judging links, which many threads of the
   *     product do
   */
  record Figure(double seconds, double inTransactions) {}

  private static final Duration LIMIT = Duration.ofMinutes(15);

  static OfferRuns measure() {
    Outcome outcome =
        Command.run(
                Path.of("."),
                Map.of(),
                LIMIT,
                List.of(
                    Jdk.tool("java"),
                    "-Xmx768m",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("trawl.ejb.tests"),
                    "dev.trawl.frontier.OffersBenchmark"))
            .orThrow();
    Map<String, Figure> figures = new HashMap<>();
    outcome
        .out()
        .lines()
        .map(line -> line.split(" ", -1))
        .forEach(
            words ->
                figures.put(
                    words[0],
                    new Figure(Double.parseDouble(words[1]), Double.parseDouble(words[2]))));
    return new OfferRuns(
        figure(figures, "fill"), figure(figures, "cached"), figure(figures, "stored"));
  }

  private static Figure figure(Map<String, Figure> figures, String name) {
    return Optional.ofNullable(figures.get(name))
        .orElseThrow(() -> new IllegalStateException("No figure " + name + " in " + figures));
  }
}
