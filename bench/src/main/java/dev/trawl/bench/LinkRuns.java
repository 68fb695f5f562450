package dev.trawl.bench;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * {@link LinkBenchmark}, in Java machines of its own.
 *
 * @param firstCompiler with the first compiler only, as {@code ./trawl up} starts the application
 * @param bothCompilers as Java does it by default
 */
record LinkRuns(List<Figure> firstCompiler, List<Figure> bothCompilers) {

  /** The benchmark that has a goal. */
  static final String WITH_GOAL = "normaliseAndScope";

  private static final String FIRST_COMPILER_ONLY = "-XX:TieredStopAtLevel=1";

  /**
   * What was measured.
   *
   * @param name of the benchmark's method
   * @param micros a link, in microseconds
   * @param error half of the 99.9 % confidence interval, in microseconds
   */
  record Figure(String name, double micros, double error) {}

  static LinkRuns measure() {
    return new LinkRuns(run(FIRST_COMPILER_ONLY), run("-XX:+TieredCompilation"));
  }

  private static List<Figure> run(String compiler) {
    try {
      Collection<RunResult> results =
          new Runner(
                  new OptionsBuilder()
                      .include(LinkBenchmark.class.getName())
                      .forks(1)
                      .jvmArgs(
                          "-Xmx768m",
                          compiler,
                          "-Dtrawl.sites=" + System.getProperty("trawl.sites"))
                      .verbosity(VerboseMode.SILENT)
                      .build())
              .run();
      return results.stream()
          .map(RunResult::getPrimaryResult)
          .map(result -> new Figure(result.getLabel(), result.getScore(), result.getScoreError()))
          .toList();
    } catch (RunnerException e) {
      throw new IllegalStateException("The links cannot be measured", e);
    }
  }
}
