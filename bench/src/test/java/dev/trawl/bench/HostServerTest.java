package dev.trawl.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.stack.Ports;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HostServerTest {

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  @Test
  void everyHostHasPagesOfOneKibibyteThatAreLikeNoOther() throws Exception {
    int port = Ports.free(1).get(0);
    try (HostServer server = HostServer.start(port, 3, 0)) {
      Set<String> bodies = new HashSet<>();
      for (int host = 0; host < 3; host++) {
        for (String path : List.of("/a/0", "/a/1")) {
          HttpResponse<String> answer = get(port, host, path);
          assertThat(answer.statusCode()).isEqualTo(200);
          assertThat(answer.body()).hasSize(1024).doesNotContain("href");
          bodies.add(answer.body());
        }
      }
      assertThat(bodies).hasSize(6);
      assertThat(get(port, 2, "/robots.txt").statusCode()).isEqualTo(404);
      assertThat(server.count()).isEqualTo(7);
    }
  }

  @Test
  void aSlowHostSendsAByteASecond() throws Exception {
    int port = Ports.free(1).get(0);
    try (HostServer server = HostServer.start(port, 2, 1);
        Socket socket = new Socket(HostServer.address(1), port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write("GET /a/0 HTTP/1.1\r\n\r\n".getBytes(US_ASCII));
      byte[] some = new byte[100];
      int first = socket.getInputStream().read(some);
      int second = socket.getInputStream().read(some, 1, 99);
      assertThat(new String(some, 0, 2, US_ASCII)).isEqualTo("HT");
      assertThat(List.of(first, second)).containsOnly(1);
      assertThat(get(port, 0, "/a/0").body()).hasSize(1024);
      assertThat(server.count()).isEqualTo(2);
    }
  }

  @Test
  void notesWhichHostWasVisitedAndWhen() throws Exception {
    int port = Ports.free(1).get(0);
    try (HostServer server = HostServer.start(port, 2, 0)) {
      long before = System.nanoTime();
      get(port, 1, "/robots.txt");
      get(port, 1, "/a/0");
      get(port, 0, "/a/0");
      long after = System.nanoTime();

      List<Visit> visits = server.take();

      assertThat(visits).extracting(Visit::host).containsExactly(1, 1, 0);
      assertThat(visits).extracting(Visit::robots).containsExactly(true, false, false);
      assertThat(visits.stream().flatMap(v -> List.of(v.start(), v.end()).stream()))
          .isSorted()
          .allMatch(time -> time >= before && time <= after);
      assertThat(visits.stream().map(Visit::line).map(Visit::ofLine)).isEqualTo(visits);
      assertThat(server.take()).isEmpty();
    }
  }

  @Test
  void aProcessHoldsAThousandConnectionsAtOnce() {
    try (HostProcess hosts = HostProcess.start(1000, 0)) {
      List<CompletableFuture<Integer>> answers =
          IntStream.range(0, 2)
              .boxed()
              .flatMap(round -> List.of(hosts.urls("a", 1000, 1)).stream())
              .map(url -> HttpRequest.newBuilder(URI.create(url)).build())
              .map(
                  request ->
                      client
                          .sendAsync(request, HttpResponse.BodyHandlers.discarding())
                          .thenApply(HttpResponse::statusCode))
              .toList();

      assertThat(answers.stream().map(CompletableFuture::join)).hasSize(2000).containsOnly(200);
      assertThat(hosts.count()).isEqualTo(2000);
      assertThat(hosts.take()).hasSize(2000);
      assertThat(hosts.take()).isEmpty();
    }
  }

  private HttpResponse<String> get(int port, int host, String path)
      throws IOException, InterruptedException {
    URI url = URI.create("http://" + HostServer.address(host) + ":" + port + path);
    return client.send(
        HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(10)).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
