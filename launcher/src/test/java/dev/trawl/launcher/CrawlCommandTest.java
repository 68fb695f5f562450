package dev.trawl.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trawl.launcher.part.Trouble;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrawlCommandTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"78d285de-6bdb-4124-9422-33fc5eb455f9", "78D285DE-6BDB-4124-9422-33FC5EB455F9"})
  void anIdIsTakenInAnyCase(String id) {
    assertThat(CrawlCommand.job("--revisit", id))
        .isEqualTo(UUID.fromString("78d285de-6bdb-4124-9422-33fc5eb455f9"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "1-1-1-1-1", "78d285de-6bdb-4124-9422-33fc5eb455f9 "})
  void whatIsNoIdIsRefusedWithTheNameOfTheOption(String id) {
    Trouble trouble = catchThrowableOfType(Trouble.class, () -> CrawlCommand.job("--revisit", id));
    assertThat(trouble).hasMessage("--revisit takes the id of a job, a UUID, not " + id);
    assertThat(trouble.exitStatus()).isEqualTo(2);
  }
}
