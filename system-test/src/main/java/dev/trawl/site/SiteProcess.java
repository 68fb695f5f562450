package dev.trawl.site;

import dev.trawl.stack.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A site in a process of its own, so that what it takes of memory and processor is not its
 * visitors'. Its memory does not grow with the number of requests.
 */
public final class SiteProcess implements AutoCloseable {

  /**
   * What was asked for since the start, or since {@link #clear}.
   *
   * @param requests for pages
   * @param distinct pages that were asked for
   * @param robots requests for robots.txt
   * @param strange requests for what is no page
   */
  public record Counts(long requests, long distinct, long robots, long strange) {

    /** Requests for pages that had been asked for before. */
    public long repeated() {
      return requests - distinct;
    }
  }

  private final ServerProcess process;
  private final String start;
  private final Truth truth;

  private SiteProcess(List<String> arguments, String memory, Truth truth) {
    this.truth = truth;
    process = ServerProcess.start(SiteServer.class.getName(), memory, arguments);
    start = process.greeting();
  }

  /** Serves a jar's files on a free port. */
  public static SiteProcess ofJar(Path jar) {
    int port = Ports.free(1).get(0);
    Truth truth =
        new ListedTruth(GroundTruth.of(SiteFiles.ofJar(jar), "http://127.0.0.1:" + port, "/"));
    return new SiteProcess(List.of("jar", jar.toString(), Integer.toString(port)), "384m", truth);
  }

  /** Serves a synthetic web on a free port. */
  public static SiteProcess ofPages(SyntheticWeb.Shape shape) {
    return ofPages(shape, Ports.free(1).get(0), Optional.empty());
  }

  /**
   * Serves a synthetic web.
   *
   * @param counts where the counts are kept from run to run
   */
  public static SiteProcess ofPages(SyntheticWeb.Shape shape, int port, Optional<Path> counts) {
    List<String> arguments = new ArrayList<>(List.of("pages"));
    for (long number :
        new long[] {shape.pages(), shape.hosts(), shape.linksPerPage(), shape.seed(), port}) {
      arguments.add(Long.toString(number));
    }
    counts.ifPresent(file -> arguments.add(file.toString()));
    return new SiteProcess(arguments, "128m", NumberedTruth.of(shape, port));
  }

  /** The URL from which all pages can be reached. */
  public String start() {
    return start;
  }

  public Truth truth() {
    return truth;
  }

  public long pid() {
    return process.pid();
  }

  public Counts counts() {
    long[] numbers =
        Arrays.stream(ask("counts").split(" ", -1)).mapToLong(Long::parseLong).toArray();
    return new Counts(numbers[0], numbers[1], numbers[2], numbers[3]);
  }

  /** Requests for anything but robots.txt. */
  public long requests() {
    Counts counts = counts();
    return counts.requests() + counts.strange();
  }

  /** Counts from nothing again. */
  public void clear() {
    ask("clear");
  }

  /** Keeps the counts for a next run. */
  public void save() {
    ask("save");
  }

  /** Drops all connections and refuses new ones. */
  public void refuse() {
    ask("refuse");
  }

  /** Keeps connections and takes new ones, but does not answer any more. */
  public void silence() {
    ask("silence");
  }

  /** Answers later. */
  public void delay(Duration delay) {
    ask("delay " + delay.toMillis());
  }

  /** Answers as it should. */
  public void fair() {
    ask("fair");
  }

  private String ask(String line) {
    return process.ask(line);
  }

  /** Ends the site by closing its standard input. */
  @Override
  public void close() {
    process.close();
  }
}
