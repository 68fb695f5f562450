package dev.trawl.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class UntilGoneTest {
  private boolean broken;
  private int closed;
  private final ByteArrayOutputStream received =
      new ByteArrayOutputStream() {
        @Override
        public void flush() throws IOException {
          if (broken) {
            throw new IOException("Broken pipe");
          }
        }

        @Override
        public void close() {
          closed++;
        }
      };
  private final UntilGone client = new UntilGone(received);

  @Test
  void whoIsThereGetsEverything() throws IOException {
    client.write('a');
    client.write(new byte[] {'b', 'c'});
    client.flush();
    client.close();
    assertThat(received.toString(StandardCharsets.UTF_8)).isEqualTo("abc");
    assertThat(closed).isEqualTo(1);
  }

  @Test
  void thatItIsGoneIsToldOnce() {
    broken = true;
    assertThatIOException().isThrownBy(client::flush);
    assertThatCode(
            () -> {
              client.write('a');
              client.flush();
              client.close();
            })
        .doesNotThrowAnyException();
    assertThat(received.size()).isZero();
    assertThat(closed).isZero();
  }
}
