package dev.trawl.site;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * Every request that a server answered, in memory and, if asked, as lines of tab-separated values.
 */
public final class RequestLog implements Consumer<RequestLog.Entry> {

  /** One request; {@code took} is what the site needed for the answer, without sending it. */
  public record Entry(
      Instant at, Duration took, String method, String url, int status, String userAgent) {

    boolean isRobots() {
      return url.endsWith("/robots.txt");
    }

    /**
     * The entry as a line of the log file: time, microseconds taken, method, URL, status, user
     * agent.
     */
    String line() {
      return String.join(
          "\t",
          at.toString(),
          Long.toString(took.toNanos() / 1000),
          method,
          url,
          Integer.toString(status),
          userAgent);
    }
  }

  private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();
  private final OutputStream copy;

  public RequestLog() {
    this(OutputStream.nullOutputStream());
  }

  /**
   * Logs to memory and to a stream as well, a line at a time, so that another process can read it
   * meanwhile.
   */
  public RequestLog(OutputStream copy) {
    this.copy = copy;
  }

  @Override
  public void accept(Entry entry) {
    entries.add(entry);
    try {
      copy.write((entry.line() + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("The request log cannot be written", e);
    }
  }

  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** How often each URL was requested, robots.txt apart. */
  public Map<String, Integer> requestsByUrl() {
    Map<String, Integer> counts = new TreeMap<>();
    for (Entry entry : entries) {
      if (!entry.isRobots()) {
        counts.merge(entry.url(), 1, Integer::sum);
      }
    }
    return counts;
  }

  public void clear() {
    entries.clear();
  }
}
