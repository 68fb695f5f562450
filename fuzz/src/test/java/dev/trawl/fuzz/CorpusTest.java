package dev.trawl.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CorpusTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final long MOST_BYTES = 2 << 20;

  private static List<Path> inputs(FuzzTarget target) throws IOException {
    return FuzzFolder.files(FuzzFolder.of(target, ROOT).kept());
  }

  @ParameterizedTest
  @EnumSource
  @Timeout(120)
  void noInputThatWasFoundIsAFindAnyMore(FuzzTarget target) throws IOException {
    assertThat(inputs(target)).isNotEmpty();
    for (Path input : inputs(target)) {
      byte[] bytes = Files.readAllBytes(input);
      long begin = System.nanoTime();
      assertThatCode(() -> target.test(bytes)).as(input.toString()).doesNotThrowAnyException();
      assertThat(Duration.ofNanos(System.nanoTime() - begin))
          .as(input.toString())
          .isLessThan(LONGEST);
    }
  }

  @Test
  void theCorpusIsSmall() throws IOException {
    long bytes = 0;
    for (FuzzTarget target : FuzzTarget.values()) {
      for (Path input : inputs(target)) {
        bytes += Files.size(input);
      }
    }
    assertThat(bytes).isLessThan(MOST_BYTES);
  }
}
