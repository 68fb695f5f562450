package dev.trawl.site;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A site in a process of its own; {@link SiteProcess} starts it and speaks with it.
 *
 * <p>Prints the URL to start at when it is ready, then answers each line of its standard input by
 * one line, and ends with its standard input.
 */
final class SiteServer {

  /** More than any of our sites has. */
  private static final int MOST_URLS = 100_000;

  private final LoopbackServer server;
  private final RequestCounts counts;
  private final Optional<Path> file;

  private SiteServer(LoopbackServer server, RequestCounts counts, Optional<Path> file) {
    this.server = server;
    this.counts = counts;
    this.file = file;
  }

  /** {@code jar FILE PORT}, or {@code pages PAGES HOSTS LINKS SEED PORT [COUNTS]}. */
  public static void main(String... arguments) throws IOException {
    switch (arguments[0]) {
      case "jar" -> ofJar(Path.of(arguments[1]), Integer.parseInt(arguments[2]));
      case "pages" ->
          ofPages(
              new SyntheticWeb.Shape(
                  Integer.parseInt(arguments[1]),
                  Integer.parseInt(arguments[2]),
                  Integer.parseInt(arguments[3]),
                  Long.parseLong(arguments[4])),
              Integer.parseInt(arguments[5]),
              arguments.length > 6 ? Optional.of(Path.of(arguments[6])) : Optional.empty());
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void ofJar(Path jar, int port) throws IOException {
    SiteFiles files = SiteFiles.ofJar(jar);
    // Numbered as they come: to find out what there is takes longer than to serve it.
    Map<String, Integer> numbers = new ConcurrentHashMap<>();
    AtomicInteger next = new AtomicInteger();
    RequestCounts counts =
        new RequestCounts(
            MOST_URLS,
            url -> {
              int number = numbers.computeIfAbsent(url, unknown -> next.getAndIncrement());
              return number < MOST_URLS ? number : -1;
            });
    serve(List.of("127.0.0.1"), port, StaticSite.handler(files), counts, Optional.empty())
        .converse("http://127.0.0.1:" + port + "/");
  }

  private static void ofPages(SyntheticWeb.Shape shape, int port, Optional<Path> file)
      throws IOException {
    NumberedPages pages = new NumberedPages(shape, port);
    RequestCounts counts = new RequestCounts(shape.pages(), pages::number);
    file.filter(Files::exists).ifPresent(counts::load);
    serve(shape.addresses(), port, request -> SyntheticWeb.answer(pages, request), counts, file)
        .converse(pages.url(0));
  }

  private static SiteServer serve(
      List<String> addresses,
      int port,
      LoopbackServer.Handler handler,
      RequestCounts counts,
      Optional<Path> file) {
    return new SiteServer(LoopbackServer.start(addresses, port, handler, counts), counts, file);
  }

  private void converse(String start) throws IOException {
    CountDownLatch ended = new CountDownLatch(1);
    // Ctrl-C is for whoever has started this: it ends the conversation when it has stopped the
    // rest.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitEnd(ended), "end"));
    System.out.println(start);
    try (server;
        BufferedReader in =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        System.out.println(answer(line.split(" ", -1)));
      }
    } finally {
      file.ifPresent(counts::save);
      ended.countDown();
    }
  }

  private static void awaitEnd(CountDownLatch ended) {
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String answer(String... words) {
    switch (words[0]) {
      case "counts" -> {
        return counts.line();
      }
      case "clear" -> counts.clear();
      case "save" -> file.ifPresent(counts::save);
      case "refuse" -> server.refuse();
      case "silence" -> server.silence();
      case "delay" -> server.delay(Duration.ofMillis(Long.parseLong(words[1])));
      case "fair" -> server.fair();
      default -> throw new IllegalArgumentException(words[0]);
    }
    return "ok";
  }
}
