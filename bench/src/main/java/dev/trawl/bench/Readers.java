package dev.trawl.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Many readers of the dashboard, in a process of their own; {@link ReaderProcess} starts it and
 * speaks with it by lines.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a call that fails is counted
final class Readers {

  private final ScheduledExecutorService timer;
  private final List<Reader> readers;
  private final Reader.Tally tally = new Reader.Tally();
  private final long processorTimeBefore = processorTime();

  /** They come one after the other, so that their calls are spread as those of people are. */
  private Readers(HttpClient client, int count, String origin, String cookie, String job) {
    timer = Executors.newScheduledThreadPool(1);
    readers =
        IntStream.range(0, count)
            .mapToObj(number -> new Reader(client, timer, tally, origin, cookie, job))
            .toList();
    for (int number = 0; number < count; number++) {
      long pause = Reader.EVERY.toMillis() * number / count;
      timer.schedule(readers.get(number)::open, pause, TimeUnit.MILLISECONDS);
    }
  }

  /** {@code open COUNT ORIGIN COOKIE JOB}, then {@code close}, and so on. */
  public static void main(String... arguments) throws IOException {
    // Answers are thrown away as they come, for which one thread is enough.
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Executors.newSingleThreadExecutor(Readers::daemon))
            .build();
    System.out.println("ready");
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] words = line.split(" ", -1);
        int count = Integer.parseInt(words[1]);
        Readers readers = new Readers(client, count, words[2], words[3], words[4]);
        System.out.println("ok");
        if (in.readLine() != null) {
          System.out.println(readers.close());
        }
      }
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "answers");
    thread.setDaemon(true);
    return thread;
  }

  /** Nanoseconds of processor time since they were opened, calls, bytes, failures. */
  private String close() {
    long took = processorTime() - processorTimeBefore;
    readers.forEach(Reader::close);
    timer.shutdownNow();
    return took + " " + tally.calls() + " " + tally.bytes() + " " + tally.failures();
  }

  private static long processorTime() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }
}
