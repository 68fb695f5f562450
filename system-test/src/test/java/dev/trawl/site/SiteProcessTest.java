package dev.trawl.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.trawl.stack.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SiteProcessTest {

  private static final SyntheticWeb.Shape SHAPE = new SyntheticWeb.Shape(300, 20, 8, 1);

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  @TempDir private Path folder;

  @Test
  void servesThePagesOfItsTruthAndCountsThemFromRunToRun() throws Exception {
    int port = Ports.free(1).get(0);
    Path file = folder.resolve("counts");
    try (SiteProcess site = SiteProcess.ofPages(SHAPE, port, Optional.of(file))) {
      assertThat(site.start()).isEqualTo(site.truth().page(0).url());
      for (int number : new int[] {0, 7, 7, 299}) {
        GroundTruth.Page page = site.truth().page(number);
        assertThat(GroundTruth.sha256(get(page.url(), 10))).isEqualTo(page.sha256().orElseThrow());
      }
      get(site.start().replace("/p/0", "/robots.txt"), 10);
      get(site.start().replace("/p/0", "/p/300"), 10);
      assertThat(site.counts()).isEqualTo(new SiteProcess.Counts(4, 3, 1, 1));
      assertThat(site.counts().repeated()).isEqualTo(1);
    }
    try (SiteProcess site = SiteProcess.ofPages(SHAPE, port, Optional.of(file))) {
      get(site.truth().page(299).url(), 10);
      assertThat(site.counts().requests()).isEqualTo(5);
      assertThat(site.counts().distinct()).isEqualTo(3);
      site.clear();
      assertThat(site.counts()).isEqualTo(new SiteProcess.Counts(0, 0, 0, 0));
    }
  }

  @Test
  void refusesKeepsSilentAndIsFairAgain() throws Exception {
    try (SiteProcess site = SiteProcess.ofPages(SHAPE)) {
      get(site.start(), 10);
      site.refuse();
      assertThatIOException().isThrownBy(() -> get(site.start(), 10));
      site.fair();
      get(site.start(), 10);
      site.silence();
      assertThatIOException()
          .isThrownBy(() -> get(site.start(), 1))
          .isInstanceOf(HttpTimeoutException.class);
      assertThat(site.counts().requests()).isEqualTo(2);
      site.fair();
      get(site.start(), 10);
      site.delay(Duration.ofMillis(300));
      long start = System.nanoTime();
      get(site.start(), 10);
      assertThat(System.nanoTime() - start).isGreaterThan(290_000_000L);
    }
  }

  private byte[] get(String url, int seconds) throws IOException, InterruptedException {
    return client
        .send(
            HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(seconds)).build(),
            HttpResponse.BodyHandlers.ofByteArray())
        .body();
  }
}
