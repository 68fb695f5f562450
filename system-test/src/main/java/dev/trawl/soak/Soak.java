package dev.trawl.soak;

import dev.trawl.faults.Audit;
import dev.trawl.site.SetComparison;
import dev.trawl.site.SiteProcess;
import dev.trawl.site.SyntheticWeb;
import dev.trawl.stack.Api;
import dev.trawl.stack.BrokerConsole;
import dev.trawl.stack.Folders;
import dev.trawl.stack.JobRequest;
import dev.trawl.stack.JsonLines;
import dev.trawl.stack.Options;
import dev.trawl.stack.Ports;
import dev.trawl.stack.Trawl;
import dev.trawl.stack.Wait;
import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A crawl of a million pages, in parts. Started by {@code ./trawl test --soak}. */
public final class Soak {

  private static final String USAGE =
      """
      usage: ./trawl test --soak [options]
        --pages N      size of the synthetic web (1000000)
        --seed N       another seed, another web (1)
        --minutes N    pause after so long; the next call goes on (60)
        --dir FOLDER   everything that is kept from part to part (target/soak)
        --table        print the table of what is there, and do nothing else
        --fresh        forget what is in the folder, and begin anew
      """;

  private static final int HOSTS = 200;
  private static final int LINKS = 8;
  private static final int CONNECTIONS = 2;
  private static final int TENTHS = 10;
  private static final long EVERY_MILLIS = 5000;
  private static final int SAVED_EVERY = 12;
  private static final Duration START = Duration.ofMinutes(5);
  private static final double REPEATED_AT_MOST = 0.01;

  private final Options options;
  private final Path folder;
  private final JsonLines samples;
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);
  private SoakState state;

  private Soak(Options options) {
    this.options = options;
    this.folder = Path.of(options.text("--dir", "target/soak")).toAbsolutePath();
    if (options.has("--fresh")) {
      Folders.remove(folder);
    }
    Folders.make(folder);
    this.samples = new JsonLines(folder.resolve("samples.jsonl"));
    this.state = SoakState.read(stateFile()).orElseGet(this::begin);
    if (options.number("--pages", state.pages()) != state.pages()
        || options.number("--seed", state.seed()) != state.seed()) {
      throw new IllegalArgumentException(
          "In " + folder + " is a soak of another web; --fresh forgets it, --dir takes another.");
    }
  }

  private SoakState begin() {
    int pages = (int) options.number("--pages", 1_000_000);
    long seed = options.number("--seed", 1);
    return new SoakState(pages, seed, Ports.free(1).get(0), 0, Optional.empty());
  }

  public static void main(String... arguments) throws Exception {
    try {
      Set<String> names = Set.of("--pages", "--seed", "--minutes", "--dir");
      Soak soak = new Soak(new Options(List.of(arguments), names, Set.of("--table", "--fresh")));
      System.exit(soak.run() ? 0 : 1);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n" + USAGE);
      System.exit(2);
    }
  }

  /** Returns whether all is well as far as it went. */
  private boolean run() throws SQLException, InterruptedException {
    boolean good = options.has("--table") || part();
    System.out.print(tenths().table());
    Path result = folder.resolve("result.txt");
    if (Files.exists(result)) {
      System.out.print("\n" + Folders.read(result));
    }
    return good;
  }

  private Tenths tenths() {
    return new Tenths(samples.read().stream().map(Sample::of).toList(), state.pages());
  }

  private boolean part() throws SQLException, InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(this::interrupt, "interrupt"));
    keep(state.nextPart());
    SyntheticWeb.Shape shape = new SyntheticWeb.Shape(state.pages(), HOSTS, LINKS, state.seed());
    Trawl trawl = Trawl.in(folder.resolve("data"), Map.of());
    try (SiteProcess site =
        SiteProcess.ofPages(shape, state.port(), Optional.of(folder.resolve("counts")))) {
      say("Part " + state.parts() + ": starting the stack");
      trawl.run(START, "up").orThrow();
      String job = begin(trawl.api(), site);
      boolean ended = crawl(trawl, site, job);
      return !ended || judge(trawl, site, job);
    } finally {
      trawl.leave();
      done.countDown();
    }
  }

  /** Ctrl-C ends the part as the end of its time does; the hook waits until all is stopped. */
  private void interrupt() {
    asked.countDown();
    try {
      if (!done.await(2, TimeUnit.MINUTES)) {
        say("The stack did not stop in time.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String begin(Api api, SiteProcess site) {
    Optional<String> known = state.job();
    if (known.isEmpty()) {
      String job = api.submit(JobRequest.of(site.start()).within("any").connections(CONNECTIONS));
      keep(state.withJob(job));
      return job;
    }
    if (api.job(known.get()).getString("state").equals("PAUSED")) {
      api.post("/api/jobs/" + known.get() + "/resume", "");
    }
    return known.get();
  }

  /** Returns whether the crawl has ended; otherwise it is paused. */
  private boolean crawl(Trawl trawl, SiteProcess site, String job)
      throws SQLException, InterruptedException {
    long deadline =
        System.nanoTime() + Duration.ofMinutes(options.number("--minutes", 60)).toNanos();
    try (Sampler sampler = new Sampler(trawl, state.parts(), job)) {
      Sample last = take(sampler, false);
      for (int round = 1; !sampler.ended(); round++) {
        if (asked.await(EVERY_MILLIS, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
          pause(trawl.api(), job);
          return false;
        }
        Sample now = take(sampler, false);
        if (tenth(now) > tenth(last)) {
          take(sampler, true);
          say(now.settled() + " pages\n" + tenths().table());
        }
        last = now;
        if (round % SAVED_EVERY == 0) {
          site.save();
        }
      }
      take(sampler, true);
      return true;
    }
  }

  private Sample take(Sampler sampler, boolean collect) throws SQLException {
    Sample sample = sampler.take(collect);
    samples.append(sample.json());
    return sample;
  }

  private long tenth(Sample sample) {
    return sample.settled() * TENTHS / state.pages();
  }

  private void pause(Api api, String job) {
    say("Pausing; the next call goes on.");
    api.post("/api/jobs/" + job + "/pause", "");
    Wait.until(
        "nothing is in flight",
        START,
        () -> api.job(job).getJsonObject("counters").getInt("inFlight") == 0);
  }

  private boolean judge(Trawl trawl, SiteProcess site, String job) {
    say("Comparing the pages");
    Audit audit = new Audit(trawl, new BrokerConsole(trawl), job);
    SetComparison.Verdict verdict = audit.pages(site.truth());
    List<String> leftovers = audit.leftovers();
    SiteProcess.Counts counts = site.counts();
    double repeated = (double) counts.repeated() / state.pages();
    JsonObject shown = trawl.api().job(job);
    Folders.write(
        folder.resolve("result.txt"),
        String.format(
            "%s%nleft over: %s%nrequests: %s, repeated %.4f %%%n%s%n",
            verdict, leftovers, counts, 100 * repeated, shown.getJsonObject("counters")));
    return verdict.exact()
        && leftovers.isEmpty()
        && repeated < REPEATED_AT_MOST
        && tenths().steady();
  }

  private void keep(SoakState next) {
    state = next;
    state.write(stateFile());
  }

  private Path stateFile() {
    return folder.resolve("state.json");
  }

  private static void say(String text) {
    System.err.println(text);
  }
}
