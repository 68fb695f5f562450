package dev.trawl.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class BodyStoreTest {
  private static final int MIB = 1 << 20;

  @TempDir Path temporary;

  private Path folder() {
    return temporary.resolve("spool/node");
  }

  private BodyStore store(long bytes) {
    return new BodyStore(folder(), bytes);
  }

  private long files() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      return files.count();
    }
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static Body body(BodyStore store, byte[] bytes) throws IOException {
    try (BodyBuffer buffer = store.buffer()) {
      InputStream stream = new ByteArrayInputStream(bytes);
      while (buffer.readFrom(stream, Integer.MAX_VALUE) >= 0) {
        assertThat(buffer.length()).isLessThanOrEqualTo(bytes.length);
      }
      return buffer.finish();
    }
  }

  private static byte[] read(Body body) throws IOException {
    try (InputStream stream = body.open()) {
      return stream.readAllBytes();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 16_383, 16_384, 16_385, 262_143, 262_144, 262_145, 300_000, 3 << 20})
  void whatWasGatheredIsReadAsOftenAsWanted(int length) throws IOException {
    byte[] bytes = random(length);
    try (BodyStore store = store(8 * MIB);
        Body read = body(store, bytes);
        BodyBuffer buffer = store.buffer(length)) {
      buffer.write(bytes, 0, length / 3);
      for (int i = length / 3; i < Math.min(length, length / 3 + 10); i++) {
        buffer.write(bytes[i]);
      }
      int written = (int) buffer.length();
      buffer.write(bytes, written, length - written);
      try (Body body = buffer.finish()) {
        for (Body one : List.of(read, body)) {
          assertThat(one.length()).isEqualTo(length);
          assertThat(read(one)).isEqualTo(bytes);
          assertThat(read(one)).isEqualTo(bytes);
          assertThat(one.bytes()).isEqualTo(bytes);
        }
      }
    }
  }

  @Test
  void aSmallBodyIsInMemoryAndCountedUntilItIsClosed() throws IOException {
    try (BodyStore store = store(8 * MIB)) {
      Body body = body(store, random(20_000));
      assertThat(store.bytesInMemory()).isEqualTo(20_000);
      assertThat(store.bytesSpilled()).isZero();
      assertThat(files()).isZero();
      body.close();
      body.close();
      assertThat(store.bytesInMemory()).isZero();
    }
  }

  @Test
  void aLargeBodyIsInAFileThatNobodyElseReadsUntilItIsClosed() throws IOException {
    try (BodyStore store = store(8 * MIB)) {
      Body body = body(store, random(MIB));
      assertThat(store.bytesInMemory()).isZero();
      assertThat(store.bytesSpilled()).isEqualTo(MIB);
      try (Stream<Path> files = Files.list(folder())) {
        assertThat(files.toList())
            .singleElement()
            .satisfies(
                file ->
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------"));
      }
      body.close();
      body.close();
      assertThat(store.bytesSpilled()).isZero();
      assertThat(files()).isZero();
    }
  }

  @Test
  void whatIsNotMadeABodyIsThrownAway() throws IOException {
    try (BodyStore store = store(8 * MIB)) {
      for (int length : new int[] {100, 100_000, MIB}) {
        try (BodyBuffer buffer = store.buffer()) {
          buffer.write(random(length), 0, length);
          assertThat(buffer.length()).isEqualTo(length);
        }
        assertThat(store.bytesInMemory()).isZero();
        assertThat(store.bytesSpilled()).isZero();
        assertThat(files()).isZero();
      }
    }
  }

  /** Nobody waits for what others hold: they may wait for him. */
  @Test
  void whereThereIsNoMemoryASmallBodyGoesToAFileAtOnce() throws IOException {
    try (BodyStore store = store(256 * 1024)) {
      try (Body first = body(store, random(100_000));
          Body second = body(store, random(90_000))) {
        assertThat(store.bytesInMemory()).isEqualTo(first.length());
        assertThat(store.bytesSpilled()).isEqualTo(second.length());
        assertThat(read(second)).isEqualTo(random(90_000));
      }
      try (Body third = body(store, random(90_000))) {
        assertThat(store.bytesInMemory()).isEqualTo(third.length());
      }
    }
  }

  @Test
  void manyLargeBodiesAtOnceStayWithinTheBound()
      throws IOException, ExecutionException, InterruptedException, TimeoutException {
    long most = MIB;
    AtomicLong seen = new AtomicLong();
    ExecutorService threads = Executors.newFixedThreadPool(32);
    try (BodyStore store = store(most)) {
      List<Future<Boolean>> gathered = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        byte[] bytes = random(i % 5 == 0 ? 2 * MIB : 40_000 + i);
        gathered.add(threads.submit(() -> isGathered(store, bytes, seen)));
      }
      for (Future<Boolean> one : gathered) {
        assertThat(one.get(50, TimeUnit.SECONDS)).isTrue();
      }
      assertThat(seen.get()).isBetween(most / 4, most);
      assertThat(store.bytesInMemory()).isZero();
      assertThat(store.bytesSpilled()).isZero();
      assertThat(files()).isZero();
    } finally {
      threads.shutdownNow();
    }
  }

  private static boolean isGathered(BodyStore store, byte[] bytes, AtomicLong seen)
      throws IOException {
    try (BodyBuffer buffer = store.buffer()) {
      InputStream stream = new ByteArrayInputStream(bytes);
      while (buffer.readFrom(stream, 10_000) >= 0) {
        seen.accumulateAndGet(store.bytesInMemory(), Math::max);
      }
      try (Body body = buffer.finish()) {
        return java.util.Arrays.equals(read(body), bytes);
      }
    }
  }

  @Test
  void whereNothingCanBeWrittenTheReasonIsSaidAndNothingIsHeld() throws IOException {
    try (BodyStore store = store(8 * MIB)) {
      assertThat(store.isShortOfRoom()).isFalse();
      Files.delete(folder());
      Files.writeString(folder(), "in the way");
      assertThatExceptionOfType(SpoolException.class)
          .isThrownBy(() -> body(store, random(MIB)))
          .withMessageContaining("no room on disk")
          .withMessageContaining(folder().toString());
      assertThat(store.bytesInMemory()).isZero();
      assertThat(store.bytesSpilled()).isZero();
      assertThat(store.isShortOfRoom()).isTrue();
      try (Body small = body(store, random(1_000))) {
        assertThat(read(small)).isEqualTo(random(1_000));
      }
      Files.delete(folder());
      Files.createDirectory(folder());
      try (Body large = body(store, random(MIB))) {
        assertThat(read(large)).isEqualTo(random(MIB));
      }
    }
  }

  @Test
  void whatAProcessLeftThatIsGoneIsRemovedAtTheStart() throws IOException {
    Files.createDirectories(folder());
    Files.writeString(folder().resolve("1"), "left", UTF_8);
    try (BodyStore store = store(8 * MIB);
        Body body = body(store, random(MIB))) {
      assertThat(files()).isEqualTo(1);
      assertThat(read(body)).isEqualTo(random(MIB));
    }
    assertThat(folder()).doesNotExist();
  }

  @Test
  void workWaitsForMemoryAndNeverHasMoreThanThereIs()
      throws ExecutionException, InterruptedException, TimeoutException {
    AtomicLong inWork = new AtomicLong();
    AtomicLong most = new AtomicLong();
    ExecutorService threads = Executors.newFixedThreadPool(20);
    try (BodyStore store = store(8 * MIB)) {
      List<Future<Long>> done = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        long bytes = (1 + i % 3) * (long) MIB;
        done.add(threads.submit(() -> store.within(bytes, () -> work(bytes, inWork, most))));
      }
      for (Future<Long> one : done) {
        assertThat(one.get(50, TimeUnit.SECONDS)).isPositive();
      }
      assertThat(most.get()).isBetween(2L * MIB, 4L * MIB);
      assertThat(store.bytesInMemory()).isZero();
    } finally {
      threads.shutdownNow();
    }
  }

  private static long work(long bytes, AtomicLong inWork, AtomicLong most) {
    long now = inWork.addAndGet(bytes);
    most.accumulateAndGet(now, Math::max);
    try {
      Thread.sleep(2);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    inWork.addAndGet(-bytes);
    return now;
  }

  @Test
  void whoNeedsMoreThanThereIsWorksAlone()
      throws ExecutionException, InterruptedException, TimeoutException {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    CountDownLatch end = new CountDownLatch(1);
    AtomicInteger started = new AtomicInteger();
    try (BodyStore store = store(8 * MIB)) {
      Future<Boolean> small = threads.submit(() -> store.within(1, () -> hold(started, end)));
      while (started.get() == 0) {
        Thread.sleep(1);
      }
      Future<Boolean> huge = threads.submit(() -> store.within(1L << 40, () -> hold(started, end)));
      Thread.sleep(100);
      assertThat(started).hasValue(1);
      end.countDown();
      assertThat(small.get(10, TimeUnit.SECONDS)).isTrue();
      assertThat(huge.get(10, TimeUnit.SECONDS)).isTrue();
    } finally {
      threads.shutdownNow();
    }
  }

  private static boolean hold(AtomicInteger started, CountDownLatch end) {
    started.incrementAndGet();
    try {
      return end.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
