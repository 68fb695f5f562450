package dev.trawl.http;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/**
 * What a page costs to fetch by {@link GuardedHttpClient}, beside the library's own client as it
 * comes, on the same pages and in turn. One thread, connections kept alive. No test: started by
 * {@code bench/run --fetch} with a file of URLs.
 *
 * <p>Prints a name, microseconds of processor time of the whole process (its collector and compiler
 * included) and bytes that the thread allocated, a page.
 */
public final class FetchBenchmark {
  private static final int WARM_UP = 3;
  private static final int ROUNDS = 9;
  private static final Limits LIMITS = Limits.failAbove(10 << 20);

  /** What fetches a URL, and says how many bytes its body had. */
  @FunctionalInterface
  private interface Client {
    long get(URI url) throws IOException;
  }

  private record Cost(double micros, double bytes) {}

  private FetchBenchmark() {}

  public static void main(String... arguments) throws IOException {
    List<URI> urls = Files.readAllLines(Path.of(arguments[0])).stream().map(URI::create).toList();
    HttpSettings settings =
        HttpSettings.of("Trawl/bench (+https://example.org/)", Clients.LOOPBACK);
    try (GuardedHttpClient guarded = new GuardedHttpClient(settings);
        CloseableHttpClient bare =
            HttpClients.custom().disableRedirectHandling().disableCookieManagement().build()) {
      List<Cost> ours = new ArrayList<>();
      List<Cost> theirs = new ArrayList<>();
      for (int round = 0; round < WARM_UP + ROUNDS; round++) {
        Cost cost = measure(urls, url -> guarded(guarded, url));
        Cost bareCost = measure(urls, url -> bare(bare, url));
        if (round >= WARM_UP) {
          ours.add(cost);
          theirs.add(bareCost);
        }
      }
      print("guarded", ours);
      print("bare", theirs);
    }
  }

  private static long guarded(GuardedHttpClient client, URI url) {
    Target target = new Target(url.getScheme(), url.getHost(), url.getPort(), url.getRawPath());
    if (client.fetch(target, LIMITS) instanceof Answer answer && answer.status() == 200) {
      return answer.wireBytes();
    }
    throw new IllegalStateException("No page: " + url);
  }

  private static long bare(CloseableHttpClient client, URI url) throws IOException {
    return client.execute(
        new HttpGet(url), answer -> (long) EntityUtils.toByteArray(answer.getEntity()).length);
  }

  private static Cost measure(List<URI> urls, Client client) throws IOException {
    long cpu = cpu();
    long allocated = allocated();
    long bytes = 0;
    for (URI url : urls) {
      bytes += client.get(url);
    }
    if (bytes == 0) {
      throw new IllegalStateException("Nothing was fetched");
    }
    return new Cost(
        (cpu() - cpu) / 1e3 / urls.size(), (double) (allocated() - allocated) / urls.size());
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  private static void print(String name, List<Cost> costs) {
    System.out.println(
        String.format(
            Locale.ROOT,
            "%s %.1f %.0f",
            name,
            median(costs.stream().map(Cost::micros).toList()),
            median(costs.stream().map(Cost::bytes).toList())));
  }

  private static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }
}
