package dev.trawl.pair;

import dev.trawl.site.SyntheticWeb;
import dev.trawl.stack.Api;
import dev.trawl.stack.BrokerPair;
import dev.trawl.stack.JobRequest;
import dev.trawl.stack.Recovery;
import dev.trawl.stack.Trawl;
import dev.trawl.stack.Wait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * {@code BrokerKills COUNT FILE}: so many crawls of a synthetic web, in each of which the live
 * broker is killed at a random time and started again before the next; appends a line for each to
 * the file. Ends with 1 if a page was lost or stored twice.
 */
public final class BrokerKills {

  private static final int PAGES = 6000;
  private static final int EARLIEST = 400;
  private static final int LATEST = 2500;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** One kill and what came of it. */
  private record Kill(String broker, int at, double before, Duration recovery, Crawl crawl) {

    String line() {
      return String.format(
          Locale.ROOT,
          "%s\t%d\t%.0f\t%.1f\t%d\t%d\t%d",
          broker,
          at,
          before,
          recovery.toMillis() / 1000.0,
          crawl.lost(),
          crawl.twice(),
          crawl.requestedAgain());
    }
  }

  /**
   * What a crawl has, compared with what it should have.
   *
   * @param twice also those that do not belong there at all
   */
  private record Crawl(long lost, long twice, long requestedAgain) {

    static Crawl of(Api api, String job, SyntheticWeb web, LargePages large) {
      Set<String> truth = new TreeSet<>(web.truth().pages().keySet());
      truth.addAll(large.urls());
      Map<String, Integer> lines = new TreeMap<>();
      api.export(job, line -> line.getInt("status", 0) + " " + line.getString("url"))
          .forEach(line -> lines.merge(line, 1, Integer::sum));
      Set<String> missing = new TreeSet<>(truth);
      lines.keySet().forEach(line -> missing.remove(line.replaceFirst("^200 ", "")));
      long all = lines.values().stream().mapToLong(times -> times).sum();
      long requests = web.log().requestsByUrl().values().stream().mapToLong(n -> n).sum();
      return new Crawl(
          missing.size(), all - (truth.size() - missing.size()), requests - truth.size());
    }
  }

  private final BrokerPair pair = BrokerPair.fresh();
  private final Trawl trawl = pair.trawl();
  private final SplittableRandom random = new SplittableRandom();

  private BrokerKills() {}

  public static void main(String... arguments) throws IOException {
    if (arguments.length != 2) {
      System.err.println("usage: BrokerKills COUNT FILE");
      System.exit(2);
    }
    System.exit(
        new BrokerKills().run(Integer.parseInt(arguments[0]), Path.of(arguments[1])) ? 0 : 1);
  }

  private boolean run(int count, Path file) throws IOException {
    boolean good = true;
    try (trawl) {
      pair.up().orThrow();
      for (int i = 0; i < count; i++) {
        Kill kill = kill();
        System.out.println(kill.line());
        Files.write(
            file, List.of(kill.line()), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        good &= kill.crawl().lost() == 0 && kill.crawl().twice() == 0;
        pair.up().orThrow();
      }
    }
    return good;
  }

  private Kill kill() {
    SyntheticWeb.Shape shape = new SyntheticWeb.Shape(PAGES, 1, 8, random.nextLong());
    try (SyntheticWeb web = SyntheticWeb.serve(shape)) {
      LargePages large = LargePages.on(web);
      Api api = trawl.api();
      String broker =
          Wait.until(
              "a broker is live and the other waits",
              LIMIT,
              () -> pair.waiting().flatMap(other -> pair.live()));
      int at = random.nextInt(EARLIEST, LATEST);
      String job = api.submit(JobRequest.of(web.start(), large.index()));
      Recovery recovery = new Recovery(api, job);
      double before = recovery.speedUntil(at, LIMIT);
      pair.kill9(broker);
      Duration took = recovery.until(before, LIMIT);
      api.awaitState(job, LIMIT, "COMPLETED");
      return new Kill(broker, at, before, took, Crawl.of(api, job, web, large));
    }
  }
}
