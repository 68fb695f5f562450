package dev.trawl.bench;

import dev.trawl.scope.Scope;
import dev.trawl.url.CrawlUrl;
import dev.trawl.url.ParameterFilter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What a link costs before the frontier hears of it: resolved, cleaned of parameters, judged. */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 10, time = 2)
public class LinkBenchmark {

  /** More than the caches of a processor hold, so that no link is warm from the last time. */
  private static final int LINKS = 50_000;

  private final List<Links.Link> links = Links.draw(LINKS);
  private final Scope scope = Links.scope();
  private final Scope withoutPatterns = Links.scopeWithoutPatterns();

  /** The figure that has a goal. */
  @Benchmark
  @OperationsPerInvocation(LINKS)
  public void normaliseAndScope(Blackhole taker) {
    judge(scope, taker);
  }

  /** The same for a job without patterns, to see what they cost. */
  @Benchmark
  @OperationsPerInvocation(LINKS)
  public void withoutPatterns(Blackhole taker) {
    judge(withoutPatterns, taker);
  }

  /** Resolving alone, to see what the rest costs. */
  @Benchmark
  @OperationsPerInvocation(LINKS)
  public void normalise(Blackhole taker) {
    for (Links.Link link : links) {
      taker.consume(link.page().resolve(link.reference()));
    }
  }

  private void judge(Scope judge, Blackhole taker) {
    for (Links.Link link : links) {
      Optional<CrawlUrl> url = link.page().resolve(link.reference());
      if (url.isPresent()) {
        taker.consume(judge.decide(ParameterFilter.DEFAULT.apply(url.get()), 1));
      }
    }
  }
}
