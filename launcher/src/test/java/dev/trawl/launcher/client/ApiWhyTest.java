package dev.trawl.launcher.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.trawl.launcher.part.Trouble;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How the application is asked what became of a URL. */
class ApiWhyTest {

  private final List<URI> asked = Collections.synchronizedList(new ArrayList<>());
  private final HttpServer server;
  private int status = 200;
  private String body = "{\"state\":\"done\"}";

  ApiWhyTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI());
          byte[] bytes = body.getBytes(UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private Api api() {
    return new Api("http://127.0.0.1:" + server.getAddress().getPort(), "token");
  }

  @Test
  void theUrlIsOneParameterWhateverIsInIt() {
    assertThat(api().why("j", "http://a/?b=c&d=%20+#e").getString("state")).isEqualTo("done");
    assertThat(asked)
        .containsExactly(
            URI.create("/api/jobs/j/urls?url=http%3A%2F%2Fa%2F%3Fb%3Dc%26d%3D%2520%2B%23e"));
  }

  @Test
  void aUrlThatWasNeverMetIsAFailureInTheApplicationsWords() {
    status = 404;
    body = "{\"title\":\"Not Found\",\"detail\":\"Job j has never met the URL http://a/\"}";
    Trouble trouble = catchThrowableOfType(Trouble.class, () -> api().why("j", "http://a/"));
    assertThat(trouble).hasMessage("Job j has never met the URL http://a/");
    assertThat(trouble.exitStatus()).isEqualTo(1);
  }
}
