package dev.trawl.bench;

import dev.trawl.site.SiteProcess;
import dev.trawl.stack.Command;
import dev.trawl.stack.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a page costs to fetch, beside the library that we fetch with as it comes: ejb-module's
 * {@code FetchBenchmark}, in a Java machine that is started as the application is.
 */
record FetchRuns(Figure guarded, Figure bare) {

  /**
   * What a page took.
   *
   * @param micros microseconds of processor time
   * @param bytes allocated
   */
  record Figure(double micros, double bytes) {}

  private static final Duration LIMIT = Duration.ofMinutes(10);

  static FetchRuns measure(SiteProcess site, Path folder) throws IOException {
    Path urls = folder.resolve("urls");
    Files.write(urls, new TreeSet<>(Benchmark.urls(site.truth())));
    String out =
        Command.run(
                Path.of("."),
                Map.of(),
                LIMIT,
                List.of(
                    Jdk.tool("java"),
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("trawl.ejb.tests"),
                    "dev.trawl.http.FetchBenchmark",
                    urls.toString()))
            .orThrow()
            .out();
    Map<String, Figure> figures = new HashMap<>();
    out.lines()
        .map(line -> line.split(" ", -1))
        .forEach(
            words ->
                figures.put(
                    words[0],
                    new Figure(Double.parseDouble(words[1]), Double.parseDouble(words[2]))));
    return new FetchRuns(figure(figures, "guarded"), figure(figures, "bare"));
  }

  private static Figure figure(Map<String, Figure> figures, String name) {
    return Optional.ofNullable(figures.get(name))
        .orElseThrow(() -> new IllegalStateException("No figure " + name + " in " + figures));
  }
}
