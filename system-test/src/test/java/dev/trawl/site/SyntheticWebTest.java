package dev.trawl.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class SyntheticWebTest {

  private static final SyntheticWeb.Shape SHAPE = new SyntheticWeb.Shape(200, 3, 6, 42);

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  @Test
  void everyPageIsReachableFromTheFirst() {
    try (SyntheticWeb web = SyntheticWeb.serve(SHAPE)) {
      assertThat(web.truth().pages()).hasSize(200);
      assertThat(web.truth().upToDepth(1).pages()).hasSizeBetween(2, 7);
    }
  }

  @Test
  void pagesAreServedAsTheTruthHasThem() throws Exception {
    try (SyntheticWeb web = SyntheticWeb.serve(SHAPE)) {
      for (GroundTruth.Page page : web.truth().pages().values()) {
        byte[] body =
            client.send(request(page.url()), HttpResponse.BodyHandlers.ofByteArray()).body();
        assertThat(page.sha256()).hasValue(GroundTruth.sha256(body));
      }
      assertThat(web.log().requestsByUrl()).hasSize(200).containsValues(1).doesNotContainValue(2);
    }
  }

  @Test
  void theSameShapeIsTheSameWeb() {
    try (SyntheticWeb one = SyntheticWeb.serve(SHAPE);
        SyntheticWeb other = SyntheticWeb.serve(SHAPE)) {
      assertThat(depths(one)).isEqualTo(depths(other));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/status/404, 404",
    "/status/500, 500",
    "/slow?ms=5, 200",
    "/redirect?n=2, 302",
    "/redirect-loop/b, 302",
    "/redirect-no-location, 302",
    "/big?bytes=1000000, 200",
    "/empty, 200",
    "/gzip, 200",
    "/nowhere, 404",
  })
  void namedRoutesAnswer(String path, int status) throws Exception {
    try (SyntheticWeb web = SyntheticWeb.serve(SHAPE)) {
      assertThat(get(web.url(path)).statusCode()).isEqualTo(status);
      assertThat(web.log().entries()).extracting(RequestLog.Entry::status).containsExactly(status);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/garbage", "/reset", "/truncated"})
  void brokenRoutesBreak(String path) {
    try (SyntheticWeb web = SyntheticWeb.serve(SHAPE)) {
      assertThatIOException().isThrownBy(() -> get(web.url(path)));
      assertThat(web.log().requestsByUrl()).isNotEmpty();
    }
  }

  @Test
  void endlessGoesOnUntilTheClientLeaves() throws Exception {
    try (SyntheticWeb web = SyntheticWeb.serve(SHAPE)) {
      var body =
          client
              .send(request(web.url("/endless")), HttpResponse.BodyHandlers.ofInputStream())
              .body();
      assertThat(body.readNBytes(5_000_000)).hasSize(5_000_000);
      body.close();
    }
  }

  @Test
  void pagesOfOnesOwnLinkToAnything() throws Exception {
    try (SyntheticWeb web =
        SyntheticWeb.serve(SHAPE).withLinks("/start", List.of("http://nosuch.invalid/?a&b"))) {
      assertThat(get(web.url("/start")).body())
          .contains("<a href=\"http://nosuch.invalid/?a&amp;b\">");
    }
  }

  @Test
  void neverListensOnAnythingButLoopback() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                LoopbackServer.start(List.of("0.0.0.0"), 0, NamedRoutes::answer, new RequestLog())
                    .close());
  }

  @Test
  void closesItsPorts() throws IOException {
    SyntheticWeb web = SyntheticWeb.serve(SHAPE);
    web.close();
    try (ServerSocket free = new ServerSocket()) {
      free.setReuseAddress(true);
      free.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), web.port()));
      assertThat(free.isBound()).isTrue();
    }
  }

  private HttpResponse<String> get(String url) throws IOException, InterruptedException {
    return client.send(request(url), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  private static HttpRequest request(String url) {
    return HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(10)).build();
  }

  private static Map<String, Integer> depths(SyntheticWeb web) {
    return web.truth().pages().values().stream()
        .collect(
            Collectors.toMap(
                page -> page.url().replaceFirst(":[0-9]+", ""),
                GroundTruth.Page::depth,
                (a, b) -> a));
  }
}
