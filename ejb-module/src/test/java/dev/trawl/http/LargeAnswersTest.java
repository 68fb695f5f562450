package dev.trawl.http;

import static dev.trawl.http.Clients.answer;
import static dev.trawl.http.Clients.failure;
import static dev.trawl.http.Clients.reason;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.trawl.body.BodyStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bodies that are not to be in memory as a whole, over real sockets. */
@Timeout(120)
class LargeAnswersTest {
  private static final int MIB = 1 << 20;
  private static final int BUDGET = 2 * MIB;
  private static final byte[] LARGE = random(4 * MIB);

  @TempDir Path folder;

  private BodyStore bodies;
  private GuardedHttpClient client;

  @BeforeEach
  void open() {
    bodies = new BodyStore(folder.resolve("spool"), BUDGET);
    client =
        new GuardedHttpClient(
            Clients.settings().withConnections(64, 64, 64), bodies, (target, address) -> {});
  }

  @AfterEach
  void close() {
    client.close();
    bodies.close();
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private Exchange get(RawServer server) {
    return client.fetch(server.target("/"), Coded.TEN_MEBIBYTES);
  }

  private static boolean is(Answer answer, byte[] expected) throws IOException {
    try (InputStream body = answer.content().open()) {
      return answer.content().length() == expected.length
          && Arrays.equals(body.readAllBytes(), expected);
    }
  }

  private void assertNothingIsLeft() throws IOException {
    assertThat(bodies.bytesInMemory()).isZero();
    assertThat(bodies.bytesSpilled()).isZero();
    try (Stream<Path> files = Files.list(folder.resolve("spool"))) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void manyLargeBodiesAtOnceTakeLittleMemory()
      throws IOException, ExecutionException, InterruptedException, TimeoutException {
    AtomicLong most = new AtomicLong();
    AtomicLong spilled = new AtomicLong();
    ExecutorService threads = Executors.newFixedThreadPool(32);
    try (RawServer server = RawServer.answering(Coded.answer("identity", LARGE))) {
      List<Future<Boolean>> fetched = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        fetched.add(threads.submit(() -> isFetched(server, most, spilled)));
      }
      for (Future<Boolean> one : fetched) {
        assertThat(one.get(100, TimeUnit.SECONDS)).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(most.get()).isLessThanOrEqualTo(BUDGET);
    assertThat(spilled.get()).isGreaterThan(2L * LARGE.length);
    assertNothingIsLeft();
  }

  private boolean isFetched(RawServer server, AtomicLong most, AtomicLong spilled)
      throws IOException {
    try (Answer answer = answer(get(server))) {
      most.accumulateAndGet(bodies.bytesInMemory(), Math::max);
      spilled.accumulateAndGet(bodies.bytesSpilled(), Math::max);
      return is(answer, LARGE);
    }
  }

  /** Their packed form is gathered before it is unpacked. */
  @Test
  void everyCodingOfALargeBodyIsUndone() throws IOException {
    List<byte[]> answers =
        List.of(
            Coded.answer("gzip", Coded.gzip(LARGE)),
            Coded.answer("br", StoredBrotli.of(22, LARGE)),
            Coded.answer("zstd", Zstd.compress(LARGE)),
            Coded.answer("br, zstd", Zstd.compress(StoredBrotli.of(22, LARGE))),
            Coded.answer("zstd, br", StoredBrotli.of(22, Zstd.compress(LARGE))));
    for (byte[] sent : answers) {
      try (RawServer server = RawServer.answering(sent);
          Answer answer = answer(get(server))) {
        assertThat(is(answer, LARGE)).isTrue();
        assertThat(bodies.bytesInMemory()).isZero();
        assertThat(bodies.bytesSpilled()).isEqualTo(LARGE.length);
      }
      assertNothingIsLeft();
    }
  }

  @Test
  void somethingBehindALargeBodyOfBrotliOrZstdIsPassedOver() throws IOException {
    byte[] line = "\n".getBytes(StandardCharsets.US_ASCII);
    for (byte[] sent :
        List.of(
            Coded.answer("br", Coded.join(StoredBrotli.of(22, LARGE), line)),
            Coded.answer("zstd", Coded.join(Zstd.compress(LARGE), line)),
            Coded.answer("zstd", Coded.join(Zstd.compress(LARGE), Zstd.compress(new byte[0]))))) {
      try (RawServer server = RawServer.answering(sent);
          Answer answer = answer(get(server))) {
        assertThat(is(answer, LARGE)).isTrue();
      }
      assertNothingIsLeft();
    }
  }

  @Test
  void anAnswerThatFailsLeavesNothing() throws IOException {
    byte[] packed = Zstd.compress(LARGE);
    byte[] brotli = StoredBrotli.of(22, LARGE);
    String head = "HTTP/1.1 200 OK\r\nContent-Length: 9000000\r\n\r\n";
    try (RawServer cut = RawServer.closingAfter(head + "x".repeat(2 * MIB));
        RawServer half =
            RawServer.answering(Coded.answer("zstd", Arrays.copyOf(packed, packed.length / 2)));
        RawServer broken =
            RawServer.answering(Coded.answer("br", Arrays.copyOf(brotli, brotli.length / 2)))) {
      assertThat(reason(get(cut))).isEqualTo(Reason.RESET);
      assertThat(reason(get(half))).isEqualTo(Reason.MALFORMED);
      assertThat(reason(get(broken))).isEqualTo(Reason.MALFORMED);
    }
    try (RawServer large =
        RawServer.closingAfter("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(2 * MIB))) {
      assertThat(reason(client.fetch(large.target("/"), Clients.MEBIBYTE)))
          .isEqualTo(Reason.TOO_LARGE);
    }
    assertNothingIsLeft();
  }

  @Test
  void aFullDiskIsNoFaultOfTheServer() throws IOException {
    Path spool = folder.resolve("spool");
    Files.delete(spool);
    Files.writeString(spool, "in the way");
    try (RawServer server = RawServer.answering(Coded.answer("identity", LARGE));
        RawServer packed = RawServer.answering(Coded.answer("zstd", Zstd.compress(LARGE)));
        RawServer small = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")) {
      for (RawServer one : List.of(server, packed)) {
        Failure failure = failure(get(one));
        assertThat(failure.reason()).isEqualTo(Reason.CANCELLED);
        assertThat(failure.detail()).contains("no room on disk");
      }
      try (Answer answer = answer(get(small))) {
        assertThat(answer.body()).hasSize(2);
      }
      Files.delete(spool);
      Files.createDirectory(spool);
      try (Answer answer = answer(get(server))) {
        assertThat(is(answer, LARGE)).isTrue();
      }
    }
    assertNothingIsLeft();
  }

  @Test
  void whatIsCutIsNoLargerThanItsLimit() throws IOException {
    try (RawServer server = RawServer.answering(Coded.answer("identity", LARGE));
        Answer answer = answer(client.fetch(server.target("/"), Limits.cutAt(3 * MIB)))) {
      assertThat(answer.cut()).isTrue();
      assertThat(is(answer, Arrays.copyOf(LARGE, 3 * MIB))).isTrue();
    }
    assertNothingIsLeft();
  }
}
