package dev.trawl.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  @TempDir private Path folder;

  @Test
  void tellsBothStreamsAndTheExitStatus() {
    Outcome outcome = shell(LIMIT, "echo out; echo err >&2; exit 3");

    assertThat(outcome.out()).isEqualTo("out\n");
    assertThat(outcome.err()).isEqualTo("err\n");
    assertThat(outcome.exit()).isEqualTo(3);
    assertThatIllegalStateException().isThrownBy(outcome::orThrow).withMessageContaining("err");
  }

  @Test
  void hasNothingToRead() {
    assertThat(shell(LIMIT, "cat").out()).isEmpty();
  }

  @Test
  void endsWhatDoesNotEnd() {
    assertThatIllegalStateException()
        .isThrownBy(() -> shell(Duration.ofMillis(100), "exec sleep 20"))
        .withMessageContaining("did not end");
  }

  /**
   * So does a pipe that something in the background still holds: what {@code up | cat} must not
   * come to.
   */
  @Test
  void endsAPipeThatIsHeldOpen() {
    assertThatIllegalStateException()
        .isThrownBy(() -> shell(Duration.ofMillis(500), "(sleep 3 & exit 0) | cat"))
        .withMessageContaining("did not end");
  }

  @Test
  void takesNoVariablesOfTheProductFromItsCaller() {
    String out =
        Command.run(
                folder,
                Map.of("TRAWL_DATA", "here"),
                LIMIT,
                List.of("sh", "-c", "env | grep ^TRAWL_"))
            .out();
    assertThat(out).isEqualTo("TRAWL_DATA=here\n");
  }

  @Test
  void freePortsAreDifferent() {
    assertThat(Ports.free(20)).doesNotHaveDuplicates().allMatch(port -> port < 32_768);
  }

  private Outcome shell(Duration limit, String line) {
    return Command.run(folder, Map.of(), limit, List.of("sh", "-c", line));
  }
}
