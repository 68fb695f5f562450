package dev.trawl.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trawl.stack.Wait;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TcpProxyTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private ServerSocket server;
  private TcpProxy proxy;

  @BeforeEach
  void start() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    proxy = TcpProxy.to(server.getLocalPort());
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    server.close();
  }

  @Test
  void bytesComeThroughInBothDirections() throws Exception {
    byte[] sent = new byte[20_000_000];
    new Random(1).nextBytes(sent);
    try (Socket client = connect();
        Socket peer = server.accept()) {
      CompletableFuture<Void> echo = CompletableFuture.runAsync(() -> echo(peer));
      CompletableFuture<Void> send = CompletableFuture.runAsync(() -> write(client, sent));
      assertThat(client.getInputStream().readNBytes(sent.length)).isEqualTo(sent);
      send.join();
      client.shutdownOutput();
      echo.join();
    }
  }

  @Test
  void anEndOnOneSideIsAnEndOnTheOther() throws Exception {
    try (Socket client = connect();
        Socket peer = server.accept()) {
      write(peer, new byte[] {7});
      peer.shutdownOutput();
      assertThat(client.getInputStream().readAllBytes()).containsExactly(7);
    }
  }

  @Test
  void aCutEndsConnectionsAndRefusesNewOnes() throws Exception {
    try (Socket client = connect();
        Socket peer = server.accept()) {
      exchange(client, peer);
      proxy.cut();
      assertThatIOException().isThrownBy(() -> readOrThrowAtEnd(client));
      assertThatIOException().isThrownBy(() -> readOrThrowAtEnd(peer));
      assertThatIOException().isThrownBy(this::connect);
    }
    proxy.fair();
    try (Socket client = connect();
        Socket peer = server.accept()) {
      exchange(client, peer);
    }
  }

  @Test
  void whereNobodyListensConnectionsAreRefusedUntilSomebodyDoes() throws Exception {
    int port = server.getLocalPort();
    try (Socket client = connect();
        Socket peer = server.accept()) {
      exchange(client, peer);
      server.close();
    }
    Wait.until("it refuses", LIMIT, () -> !connects());
    proxy.cut();
    proxy.fair();
    Wait.until("it refuses", LIMIT, () -> !connects());
    server = new ServerSocket();
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    Wait.until("it lets in", LIMIT, this::connects);
  }

  private boolean connects() {
    try (Socket client = connect()) {
      // Let in for a moment only: nobody is behind it.
      client.setSoTimeout(200);
      return client.getInputStream().read() >= 0;
    } catch (SocketTimeoutException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void inSilenceNothingComesThroughUntilItEnds() throws Exception {
    try (Socket client = connect();
        Socket peer = server.accept()) {
      exchange(client, peer);
      proxy.silence();
      write(client, new byte[] {1, 2});
      peer.setSoTimeout(500);
      assertThatThrownBy(() -> peer.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
      try (Socket another = connect()) {
        assertThat(another.isConnected()).isTrue();
        server.setSoTimeout(300);
        assertThatThrownBy(() -> server.accept()).isInstanceOf(SocketTimeoutException.class);

        proxy.fair();

        peer.setSoTimeout(20_000);
        server.setSoTimeout(20_000);
        assertThat(peer.getInputStream().readNBytes(2)).containsExactly(1, 2);
        try (Socket anothersPeer = server.accept()) {
          exchange(another, anothersPeer);
        }
      }
    }
  }

  @Test
  void aDelayDelaysAndKeepsTheOrder() throws Exception {
    try (Socket client = connect();
        Socket peer = server.accept()) {
      exchange(client, peer);
      proxy.delay(Duration.ofMillis(400));
      long start = System.nanoTime();
      write(client, new byte[] {1});
      write(client, new byte[] {2});
      assertThat(peer.getInputStream().readNBytes(1)).containsExactly(1);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(390));
      proxy.fair();
      write(client, new byte[] {3});
      assertThat(peer.getInputStream().readNBytes(2)).containsExactly(2, 3);
    }
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
  }

  private static void exchange(Socket client, Socket peer) throws IOException {
    write(client, new byte[] {42});
    assertThat(peer.getInputStream().read()).isEqualTo(42);
    write(peer, new byte[] {43});
    assertThat(client.getInputStream().read()).isEqualTo(43);
  }

  private static void readOrThrowAtEnd(Socket socket) throws IOException {
    if (socket.getInputStream().read() < 0) {
      throw new IOException("The end");
    }
  }

  private static void write(Socket socket, byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void echo(Socket socket) {
    try {
      socket.getInputStream().transferTo(socket.getOutputStream());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
