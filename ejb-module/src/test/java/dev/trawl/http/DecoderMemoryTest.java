package dev.trawl.http;

import static dev.trawl.http.Clients.answer;
import static dev.trawl.http.Clients.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.luben.zstd.Zstd;
import com.sun.management.ThreadMXBean;
import dev.trawl.body.Body;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class DecoderMemoryTest {
  private final DecoderMemory memory = new DecoderMemory();
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
  private final Deadline deadline = new Deadline(timer, TimeUnit.SECONDS.toNanos(100));

  @AfterEach
  void stopTimer() {
    timer.shutdownNow();
  }

  private static InputStream holdAll(DecoderMemory memory, Deadline deadline) throws IOException {
    return memory.open(DecoderMemory.BYTES, deadline, InputStream::nullInputStream);
  }

  private InputStream brotli(byte[] packed) throws IOException {
    return new BrotliStream(new GatheredBody(Body.of(packed), packed.length, deadline));
  }

  @Test
  void twoHundredDecodersAtOnceHaveTheirTurnWithinTheBound()
      throws ExecutionException, InterruptedException, TimeoutException {
    byte[] packed = StoredBrotli.of(24, Coded.PAGE);
    AtomicInteger held = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(200);
    try {
      List<Future<byte[]>> bodies = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        bodies.add(threads.submit(() -> decode(packed, held, most)));
      }
      for (Future<byte[]> body : bodies) {
        assertThat(body.get(60, TimeUnit.SECONDS)).isEqualTo(Coded.PAGE);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(most.get()).isBetween(2 * (16 << 20), DecoderMemory.BYTES);
    assertThat(memory.free()).isEqualTo(DecoderMemory.BYTES);
  }

  private byte[] decode(byte[] packed, AtomicInteger held, AtomicInteger most)
      throws IOException, InterruptedException {
    int bytes = BrotliStream.memory(packed[0]);
    try (InputStream body = memory.open(bytes, deadline, () -> brotli(packed))) {
      most.accumulateAndGet(held.addAndGet(bytes), Math::max);
      Thread.sleep(10); // the others come meanwhile
      byte[] unpacked = body.readAllBytes();
      held.addAndGet(-bytes);
      return unpacked;
    }
  }

  @Test
  void aBrotliDecoderTakesNoMoreThanItAsksFor() throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    byte[] packed = StoredBrotli.of(24, new byte[17 << 20]);
    byte[] block = new byte[64 * 1024];
    long before = threads.getCurrentThreadAllocatedBytes();
    long count = 0;
    try (InputStream body = brotli(packed)) {
      for (int read = 0; read >= 0; read = body.read(block, 0, block.length)) {
        count += read;
      }
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - before)
        .isBetween(16L << 20, (long) BrotliStream.memory(packed[0]));
    assertThat(count).isEqualTo(17 << 20);
  }

  @Test
  void anExchangeWaitsForItUntilItsDeadline() throws IOException {
    byte[] page = Coded.answer("br", StoredBrotli.of(22, Coded.PAGE));
    try (RawServer server = RawServer.answering(page);
        GuardedHttpClient client = Clients.impatient()) {
      try (InputStream all = holdAll(client.decoderMemory(), deadline)) {
        long begin = System.nanoTime();
        Failure failure = failure(client.fetch(server.target("/"), Clients.MEBIBYTE));
        assertThat(failure.reason()).as(failure.detail()).isEqualTo(Reason.CANCELLED);
        assertThat(failure.detail()).contains("memory");
        assertThat(System.nanoTime() - begin).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(800));
        assertThat(all.read()).isNegative();
      }
      assertThat(answer(client.fetch(server.target("/"), Clients.MEBIBYTE)).body())
          .isEqualTo(Coded.PAGE);
      assertThat(client.decoderMemory().free()).isEqualTo(DecoderMemory.BYTES);
    }
  }

  @Test
  void aServerThatTakesItsTimeHoldsNone()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    byte[] page = Coded.answer("br", StoredBrotli.of(24, Coded.PAGE));
    CountDownLatch end = new CountDownLatch(1);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (RawServer server = new RawServer(connection -> sendLate(connection, page, end));
        GuardedHttpClient client = Clients.loopback()) {
      Future<Exchange> fetched =
          thread.submit(() -> client.fetch(server.target("/"), Clients.MEBIBYTE));
      for (int i = 0; i < 100; i++) {
        assertThat(client.decoderMemory().free()).isEqualTo(DecoderMemory.BYTES);
        Thread.sleep(10);
      }
      assertThat(server.requests()).hasSize(1);
      assertThat(fetched).isNotDone();
      end.countDown();
      assertThat(answer(fetched.get(10, TimeUnit.SECONDS)).body()).isEqualTo(Coded.PAGE);
    } finally {
      thread.shutdownNow();
    }
  }

  /** All but one byte, and that much later. */
  private static void sendLate(RawServer.Connection connection, byte[] answer, CountDownLatch end)
      throws IOException, InterruptedException {
    connection.readRequest();
    connection.send(Arrays.copyOf(answer, answer.length - 1));
    if (end.await(30, TimeUnit.SECONDS)) {
      connection.send(Arrays.copyOfRange(answer, answer.length - 1, answer.length));
    }
  }

  @Test
  void aDecoderStopsAtTheDeadline() throws IOException, InterruptedException {
    byte[] brotli = StoredBrotli.of(24, new byte[17 << 20]);
    byte[] zstd = Zstd.compress(new byte[17 << 20]);
    byte[] block = new byte[1000];
    Deadline soon = new Deadline(timer, TimeUnit.MILLISECONDS.toNanos(1));
    try (InputStream slow =
        new ZstdStream(new GatheredBody(Body.of(zstd), zstd.length, soon), soon)) {
      for (int i = 0; i < 1000 && !soon.isExpired(); i++) {
        Thread.sleep(10);
      }
      assertThatExceptionOfType(ExchangeException.class)
          .isThrownBy(() -> slow.read(block, 0, block.length))
          .extracting(ExchangeException::reason)
          .isEqualTo(Reason.TOO_SLOW);
    }
    assertThatExceptionOfType(ExchangeException.class)
        .isThrownBy(() -> new BrotliStream(new GatheredBody(Body.of(brotli), brotli.length, soon)));
  }

  @Test
  void anInterruptEndsTheWaitAndStaysSet() throws IOException {
    try (InputStream all = holdAll(memory, deadline)) {
      Thread.currentThread().interrupt();
      assertThatExceptionOfType(ExchangeException.class)
          .isThrownBy(() -> memory.open(1, deadline, InputStream::nullInputStream))
          .extracting(ExchangeException::reason)
          .isEqualTo(Reason.CANCELLED);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(all.read()).isNegative();
    }
  }

  @Test
  void aDecoderThatDoesNotOpenGivesItBackAndOneThatIsClosedTwiceGivesItBackOnce()
      throws IOException {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () ->
                memory.open(
                    1000,
                    deadline,
                    () -> {
                      throw new IOException("no header");
                    }));
    assertThat(memory.free()).isEqualTo(DecoderMemory.BYTES);
    InputStream all = holdAll(memory, deadline);
    assertThat(memory.free()).isZero();
    all.close();
    all.close();
    assertThat(memory.free()).isEqualTo(DecoderMemory.BYTES);
  }
}
