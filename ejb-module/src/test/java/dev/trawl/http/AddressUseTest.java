package dev.trawl.http;

import static dev.trawl.http.Clients.MEBIBYTE;
import static dev.trawl.http.Clients.failure;
import static dev.trawl.http.Clients.reason;
import static dev.trawl.http.Clients.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.body.BodyStore;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One request to an address at a time, though several hosts answer from there. */
@Timeout(60)
class AddressUseTest {
  private static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

  private final List<Target> crowded = new ArrayList<>();
  private final List<InetAddress> addresses = new ArrayList<>();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch answered = new CountDownLatch(1);
  private final BodyStore bodies = BodyStore.temporary();
  private final GuardedHttpClient client =
      new GuardedHttpClient(
          Clients.settings().withConnections(9, 1, 9),
          bodies,
          (target, address) -> {
            crowded.add(target);
            addresses.add(address);
          });

  @AfterEach
  void closeClient() {
    client.close();
    bodies.close();
  }

  /** A host that is asked already, and answers when it is told to. */
  private RawServer slow() {
    return new RawServer(
        connection -> {
          while (connection.readRequest()) {
            asked.countDown();
            answered.await(30, TimeUnit.SECONDS);
            connection.send(HELLO);
          }
        });
  }

  private CompletableFuture<Exchange> ask(RawServer slow) throws InterruptedException {
    CompletableFuture<Exchange> first =
        CompletableFuture.supplyAsync(() -> client.fetch(slow.target("/"), MEBIBYTE));
    assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
    return first;
  }

  @Test
  void anotherHostThereIsNotRequestedMeanwhileAndSomebodyIsTold() throws Exception {
    try (RawServer slow = slow();
        RawServer other = RawServer.answering(HELLO)) {
      CompletableFuture<Exchange> first = ask(slow);

      long start = System.nanoTime();
      Failure failure = failure(client.fetch(other.target("/x"), MEBIBYTE));

      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .as("it might have made room")
          .isGreaterThanOrEqualTo(Duration.ofMillis(100));
      assertThat(failure)
          .isEqualTo(new Failure(Reason.CANCELLED, "127.0.0.1 has 1 requests under way"));
      assertThat(other.requests()).isEmpty();
      assertThat(crowded).containsExactly(other.target("/x"));
      assertThat(addresses).containsExactly(InetAddress.getLoopbackAddress());
      answered.countDown();
      assertThat(text(first.get(30, TimeUnit.SECONDS))).isEqualTo("hello");
      assertThat(text(client.fetch(other.target("/x"), MEBIBYTE))).isEqualTo("hello");
      assertThat(other.connections()).as("the connection is kept").isEqualTo(1);
    }
  }

  @Test
  void aHostThatMayHaveMoreGetsMore() throws Exception {
    try (RawServer slow = slow();
        RawServer other = RawServer.answering(HELLO)) {
      CompletableFuture<Exchange> first = ask(slow);
      assertThat(text(client.fetch(other.target("/"), MEBIBYTE.withConnections(2))))
          .isEqualTo("hello");
      assertThat(first).isNotDone();
      answered.countDown();
    }
  }

  @Test
  void aRequestThatFailsLeavesNothingBehind() throws IOException {
    try (RawServer broken = new RawServer(RawServer.Connection::readRequest)) {
      for (int i = 0; i < 3; i++) {
        assertThat(reason(client.fetch(broken.target("/"), MEBIBYTE))).isEqualTo(Reason.RESET);
      }
      assertThat(crowded).isEmpty();
    }
  }
}
