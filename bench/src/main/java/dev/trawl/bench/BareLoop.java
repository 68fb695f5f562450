package dev.trawl.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * The limit: the JDK's HTTP client and jsoup over a site, with nothing kept. What a crawler on this
 * machine could reach if queues, database and broker cost nothing.
 *
 * <p>{@code BareLoop URL CONNECTIONS ROUNDS} prints for each round the pages fetched and the
 * seconds taken.
 */
public final class BareLoop {

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger fetched = new AtomicInteger();
  private final String authority;

  private BareLoop(URI seed) {
    this.authority = seed.getRawAuthority();
    offer(seed.toString());
  }

  public static void main(String... arguments) throws InterruptedException {
    if (arguments.length != 3) {
      System.err.println("usage: BareLoop URL CONNECTIONS ROUNDS");
      System.exit(2);
    }
    for (int round = 1; round <= Integer.parseInt(arguments[2]); round++) {
      long start = System.nanoTime();
      int pages = new BareLoop(URI.create(arguments[0])).run(Integer.parseInt(arguments[1]));
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.println(String.format(Locale.ROOT, "%d %.3f", pages, seconds));
    }
  }

  /** Crawls to the end and returns the number of answers. */
  private int run(int connections) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    for (int i = 0; i < connections; i++) {
      threads.execute(this::work);
    }
    threads.shutdown();
    if (!threads.awaitTermination(10, TimeUnit.MINUTES)) {
      throw new IllegalStateException("Not finished after 10 minutes");
    }
    return fetched.get();
  }

  private void work() {
    try {
      while (open.get() > 0) {
        String url = queue.poll(1, TimeUnit.MILLISECONDS);
        if (url != null) {
          follow(url);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow(String url) throws InterruptedException {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(30)).build();
      HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      fetched.incrementAndGet();
      if (response.headers().firstValue("Content-Type").orElse("").startsWith("text/html")) {
        offerLinks(response.body(), url);
      }
    } catch (IOException e) {
      System.err.println(url + ": " + e);
    } finally {
      open.decrementAndGet();
    }
  }

  private void offerLinks(byte[] body, String url) throws IOException {
    Document document = Jsoup.parse(new ByteArrayInputStream(body), null, url);
    for (Element element : document.select("a[href], area[href], frame[src], iframe[src]")) {
      String link = element.absUrl(element.hasAttr("href") ? "href" : "src");
      int fragment = link.indexOf('#');
      String target = fragment < 0 ? link : link.substring(0, fragment);
      if (target.startsWith("http://" + authority + "/")) {
        offer(target);
      }
    }
  }

  private void offer(String url) {
    if (seen.add(url)) {
      open.incrementAndGet();
      queue.add(url);
    }
  }
}
