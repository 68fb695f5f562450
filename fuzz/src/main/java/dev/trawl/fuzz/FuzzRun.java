package dev.trawl.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fuzzer on one target, as a process of its own. */
final class FuzzRun {
  private static final String JAZZER = "com.code_intelligence.jazzer.Jazzer";

  /** To start, to run the corpus, and to end. */
  private static final long OVERTIME_SECONDS = 600;

  /** Different finds after which one is to look at them first. */
  private static final int MOST_FINDS = 20;

  private static final Pattern PROGRESS = Pattern.compile("^#(\\d+)\\s.* cov: (\\d+) ft: (\\d+) ");

  private static final Pattern DONE = Pattern.compile("^Done \\d+ runs in (\\d+) second");

  private final FuzzFolder folder;

  FuzzRun(FuzzFolder folder) {
    this.folder = folder;
  }

  /** Fuzzes for so long, on top of what the corpora have. */
  Totals fuzz(long seconds) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    start(
        List.of("-max_total_time=" + seconds, folder.corpus().toString(), folder.kept().toString()),
        seconds);
    return totals(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin));
  }

  /**
   * Copies to a folder what of the corpora reaches more than what is there: other branches, however
   * often each is passed, or there would be ten times as many.
   */
  void merge(Path into) throws IOException, InterruptedException {
    start(
        List.of(
            "-merge=1",
            "-use_counters=0",
            into.toString(),
            folder.kept().toString(),
            folder.corpus().toString()),
        OVERTIME_SECONDS);
  }

  private void start(List<String> last, long seconds) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(java());
    command.addAll(
        List.of(
            JAZZER,
            "--target_class=" + Fuzzed.class.getName(),
            "--instrumentation_includes=" + folder.target().instrumented(),
            "--custom_hook_includes=dev.trawl.**",
            "--keep_going=" + MOST_FINDS,
            "--reproducer_path=" + folder.temporary(),
            "-artifact_prefix=" + folder.finds() + "/",
            "-timeout=5",
            "-rss_limit_mb=2048"));
    command.addAll(last);
    Child child = new Child();
    Thread end = new Thread(child::stop);
    Runtime.getRuntime().addShutdownHook(end);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("TMPDIR", folder.temporary().toString());
    Process process = child.start(builder.redirectOutput(folder.log().toFile()));
    try {
      if (!process.waitFor(seconds + OVERTIME_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("the fuzzer does not end; see " + folder.log());
      }
    } finally {
      child.stop();
    }
    Runtime.getRuntime().removeShutdownHook(end);
  }

  /**
   * Is not started any more when we are about to end, as nobody would stop it then. Stopped by
   * force: a request to end would be taken for a find.
   */
  private static final class Child {
    private Optional<Process> process = Optional.empty();
    private boolean stopped;

    synchronized Process start(ProcessBuilder builder) throws IOException {
      if (stopped) {
        throw new IOException("interrupted");
      }
      Process started = builder.start();
      process = Optional.of(started);
      return started;
    }

    synchronized void stop() {
      stopped = true;
      process.ifPresent(Process::destroyForcibly);
    }
  }

  /** A heap that is small for what an input may need; one thread works, so one collects. */
  private List<String> java() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx512m",
        "-XX:+UseSerialGC",
        "-XX:-OmitStackTraceInFastThrow",
        "-Djava.io.tmpdir=" + folder.temporary(),
        "-D" + Fuzzed.TARGET + "=" + folder.target().name(),
        "-D" + Fuzzed.INPUTS + "=" + folder.kept(),
        "-cp",
        System.getProperty("java.class.path"));
  }

  /**
   * What its log says.
   *
   * @param seconds that it ran, if it does not say so itself
   */
  private Totals totals(long seconds) throws IOException {
    Totals last = new Totals(seconds, 0, 0, 0);
    for (String line : Files.readAllLines(folder.log(), StandardCharsets.ISO_8859_1)) {
      Matcher progress = PROGRESS.matcher(line);
      if (progress.find()) {
        last = new Totals(seconds, number(progress, 1), number(progress, 2), number(progress, 3));
      }
      Matcher done = DONE.matcher(line);
      if (done.find()) {
        last = last.within(number(done, 1));
      }
    }
    return last;
  }

  private static long number(Matcher matcher, int group) {
    return Long.parseLong(matcher.group(group));
  }
}
