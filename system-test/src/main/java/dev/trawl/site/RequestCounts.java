package dev.trawl.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/** A request log of constant size: how often each page was asked for, in a byte each. */
final class RequestCounts implements Consumer<RequestLog.Entry> {

  private static final int MOST = 255;

  private final ToIntFunction<String> number;
  private final byte[] times;
  private long requests;
  private long distinct;
  private long robots;
  private long strange;

  /**
   * Nothing was asked for yet.
   *
   * @param number the number of the page with a URL; negative for what is no page
   */
  RequestCounts(int pages, ToIntFunction<String> number) {
    this.number = number;
    this.times = new byte[pages];
  }

  @Override
  public synchronized void accept(RequestLog.Entry entry) {
    if (entry.isRobots()) {
      robots++;
      return;
    }
    int page = number.applyAsInt(entry.url());
    if (page < 0) {
      strange++;
      return;
    }
    requests++;
    int before = times[page] & MOST;
    if (before == 0) {
      distinct++;
    }
    times[page] = (byte) Math.min(before + 1, MOST);
  }

  synchronized void clear() {
    Arrays.fill(times, (byte) 0);
    requests = 0;
    distinct = 0;
    robots = 0;
    strange = 0;
  }

  /** Requests for pages, different pages, requests for robots.txt, and for what is no page. */
  synchronized String line() {
    return requests + " " + distinct + " " + robots + " " + strange;
  }

  /** Writes a file that {@link #load} reads; it is whole at every moment. */
  synchronized void save(Path file) {
    Path half = file.resolveSibling(file.getFileName() + ".half");
    try {
      Files.write(half, times);
      Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written", e);
    }
  }

  /** Goes on with the pages' counts of a run before. */
  synchronized void load(Path file) {
    try {
      byte[] saved = Files.readAllBytes(file);
      if (saved.length != times.length) {
        throw new IllegalStateException(file + " is of another web");
      }
      System.arraycopy(saved, 0, times, 0, times.length);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
    for (byte count : times) {
      requests += count & MOST;
      distinct += count == 0 ? 0 : 1;
    }
  }
}
