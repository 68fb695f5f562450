package dev.trawl.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.trawl.body.Body;
import dev.trawl.body.BodyBuffer;
import dev.trawl.body.BodyStore;
import dev.trawl.body.SpoolException;
import dev.trawl.message.FetchOutcome.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompressionTest {
  @TempDir Path folder;

  private BodyStore bodies;

  @BeforeEach
  void open() {
    bodies = new BodyStore(folder.resolve("spool"), 8 << 20);
  }

  @AfterEach
  void close() {
    bodies.close();
  }

  private Answer answer(byte[] bytes) throws IOException {
    try (BodyBuffer buffer = bodies.buffer()) {
      buffer.write(bytes, 0, bytes.length);
      return new Answer(
          200,
          Optional.of("text/html"),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          buffer.finish(),
          Optional.empty());
    }
  }

  /** In memory, from a file into memory, from a file into a file. */
  @ParameterizedTest
  @ValueSource(ints = {600, 100_000, 1_000_000, 9_000_000})
  void whatPacksIsPackedAndTheRestLetGoOf(int length) throws IOException {
    byte[] bytes = new byte[length];
    Random random = new Random(length);
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) ('a' + random.nextInt(4));
    }
    Answer packed = (Answer) Compression.compress(answer(bytes), bodies);
    assertThat(packed.contentEncoding()).contains("gzip");
    Body body = packed.body();
    assertThat(body.length()).isLessThan(length * 3L / 4);
    try (InputStream in = new GZIPInputStream(body.open())) {
      assertThat(Arrays.equals(in.readAllBytes(), bytes)).isTrue();
    }
    assertThat(bodies.bytesInMemory() + bodies.bytesSpilled()).isEqualTo(body.length());
    body.close();
    assertThat(bodies.bytesInMemory() + bodies.bytesSpilled()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 511, 100_000, 1_000_000})
  void whatDoesNotPackStaysAsItIs(int length) throws IOException {
    byte[] noise = new byte[length];
    new Random(length).nextBytes(noise);
    Answer answer = answer(noise);
    assertThat(Compression.compress(answer, bodies)).isSameAs(answer);
    assertThat(bodies.bytesInMemory() + bodies.bytesSpilled()).isEqualTo(length);
    answer.body().close();
    assertThat(bodies.bytesInMemory() + bodies.bytesSpilled()).isZero();
  }

  @Test
  void withoutRoomNothingIsLeftButTheBodyItself() throws IOException {
    byte[] noise = new byte[1_000_000];
    new Random(1).nextBytes(noise);
    Answer answer = answer(noise);
    // The name that the next file would have.
    Files.createDirectory(folder.resolve("spool/2"));
    assertThatExceptionOfType(SpoolException.class)
        .isThrownBy(() -> Compression.compress(answer, bodies));
    assertThat(bodies.bytesInMemory()).isZero();
    assertThat(bodies.bytesSpilled()).isEqualTo(noise.length);
    answer.body().close();
    assertThat(bodies.bytesSpilled()).isZero();
  }
}
