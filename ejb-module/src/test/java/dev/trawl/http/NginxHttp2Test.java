package dev.trawl.http;

import static dev.trawl.http.Clients.answer;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** HTTP/2 with a server of other people's; it has to be installed, as for the system tests. */
@Timeout(60)
class NginxHttp2Test {
  private static final int LARGE = 5_000_000;
  private static final String PAGE = "<p>a page that is worth packing</p>\n".repeat(200);

  private static final String CONFIGURATION =
      """
      daemon off;
      master_process off;
      pid nginx.pid;
      events {}
      http {
        access_log off;
        client_body_temp_path temp;
        proxy_temp_path temp;
        fastcgi_temp_path temp;
        uwsgi_temp_path temp;
        scgi_temp_path temp;
        gzip on;
        default_type text/html;
        keepalive_requests 3;
        server {
          listen 127.0.0.1:PORT ssl http2;
          ssl_certificate server.pem;
          ssl_certificate_key server.pem;
          root pages;
          location = /moved { return 301 /page; }
        }
      }
      """;

  @TempDir private static Path folder;
  private static int port;
  private static Process nginx;

  private final GuardedHttpClient client =
      new GuardedHttpClient(Clients.settings(), TestKeys.HERE, TestKeys.context("valid"));

  @BeforeAll
  static void start() throws IOException, GeneralSecurityException, InterruptedException {
    // Started by root, it works as a user who needs to get here.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Path pages = Files.createDirectory(folder.resolve("pages"));
    Files.writeString(pages.resolve("page"), PAGE);
    Files.write(pages.resolve("large"), large());
    Files.writeString(folder.resolve("server.pem"), TestKeys.pem("valid"));
    Path file = folder.resolve("nginx.conf");
    Files.writeString(file, CONFIGURATION.replace("PORT", String.valueOf(port)));
    String prefix = folder.toString();
    nginx =
        new ProcessBuilder(program(), "-e", "stderr", "-p", prefix, "-c", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    awaitListening();
  }

  private static String program() {
    String path = System.getenv("PATH") + ":/usr/sbin:/usr/local/sbin";
    return Stream.of(path.split(":", -1))
        .map(place -> Path.of(place, "nginx"))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("nginx is missing; install it"));
  }

  private static void awaitListening() throws IOException, InterruptedException {
    for (int i = 0; i < 200; i++) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        assertThat(socket.isConnected()).isTrue();
        return;
      } catch (IOException e) {
        assertThat(nginx.isAlive()).as(Files.readString(folder.resolve("output"))).isTrue();
        Thread.sleep(50);
      }
    }
    throw new IOException("nginx does not listen: " + Files.readString(folder.resolve("output")));
  }

  @AfterAll
  static void stop() throws InterruptedException {
    nginx.destroy();
    if (!nginx.waitFor(10, TimeUnit.SECONDS)) {
      nginx.destroyForcibly();
    }
  }

  private static byte[] large() {
    byte[] bytes = new byte[LARGE];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  private Answer get(String path, String... headers) {
    Target target = new Target("https", TestKeys.HOST, port, path);
    return answer(client.fetch(target, Headers.of(headers), Limits.failAbove(2 * LARGE)));
  }

  @Test
  void whatNginxServesIsFetchedOverHttp2() {
    try (client) {
      Answer page = get("/page");
      assertThat(page.protocol()).isEqualTo("HTTP/2");
      assertThat(page.status()).isEqualTo(200);
      assertThat(page.body()).asString().isEqualTo(PAGE);
      assertThat(page.wireBytes()).isLessThan(PAGE.length() / 2);
      String modified = page.headers().first("last-modified").orElseThrow();
      assertThat(get("/page", "If-Modified-Since", modified).status()).isEqualTo(304);
      assertThat(get("/nothing").status()).isEqualTo(404);
      assertThat(get("/moved").headers().first("location").orElseThrow()).endsWith("/page");
      assertThat(get("/large").body()).isEqualTo(large());
    }
  }

  @Test
  void aConnectionThatNginxGivesUpAfterThreeRequestsIsReplaced() {
    try (client) {
      for (int i = 0; i < 10; i++) {
        Answer page = get("/page");
        assertThat(page.protocol()).isEqualTo("HTTP/2");
        assertThat(page.body()).hasSize(PAGE.length());
      }
    }
  }
}
