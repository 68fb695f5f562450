package dev.trawl.bench;

import dev.trawl.stack.Command;
import dev.trawl.stack.Jdk;
import dev.trawl.stack.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a call takes that lists pages of a job which has a million: ejb-module's {@code
 * PagesBenchmark}, in a Java machine that is started as the application is.
 *
 * @param figures one for each kind of call
 */
record PageRuns(List<Figure> figures) {

  /**
   * What it took.
   *
   * @param name of the kind of call
   * @param median in milliseconds
   * @param longest in milliseconds
   */
  record Figure(String name, double median, double longest) {

    private static Figure of(String line) {
      String[] words = line.split(" ", -1);
      return new Figure(words[0], Double.parseDouble(words[1]), Double.parseDouble(words[2]));
    }
  }

  private static final Duration LIMIT = Duration.ofMinutes(15);

  static PageRuns measure() {
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
                    "dev.trawl.page.PagesBenchmark"))
            .orThrow();
    return new PageRuns(outcome.out().lines().map(Figure::of).toList());
  }
}
