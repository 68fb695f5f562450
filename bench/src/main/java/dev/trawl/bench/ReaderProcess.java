package dev.trawl.bench;

import com.microsoft.playwright.options.Cookie;
import dev.trawl.site.ServerProcess;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Readers of the dashboard in a process of their own, so that what they cost can be told apart. */
final class ReaderProcess implements AutoCloseable {

  /**
   * What readers took.
   *
   * @param processorTime of their own process
   * @param bytes of the answers, events among them
   */
  record Cost(Duration processorTime, long calls, long bytes) {}

  private final ServerProcess process =
      ServerProcess.start(Readers.class.getName(), "128m", List.of());
  private final String origin;
  private final String cookie;

  /** Readers who have signed in at that origin (with a slash at its end). */
  ReaderProcess(URI origin, Cookie cookie) {
    this.origin = origin.toString();
    this.cookie = cookie.name + "=" + cookie.value;
  }

  /** So many open the view of a job, within ten seconds. */
  void open(int count, String job) {
    process.ask(String.join(" ", "open", Integer.toString(count), origin, cookie, job));
  }

  /**
   * All of them leave.
   *
   * @throws IllegalStateException if a call of theirs had failed
   */
  Cost leave() {
    long[] numbers =
        Arrays.stream(process.ask("close").split(" ", -1)).mapToLong(Long::parseLong).toArray();
    if (numbers[3] > 0) {
      throw new IllegalStateException(numbers[3] + " calls of open dashboards failed");
    }
    return new Cost(Duration.ofNanos(numbers[0]), numbers[1], numbers[2]);
  }

  @Override
  public void close() {
    process.close();
  }
}
