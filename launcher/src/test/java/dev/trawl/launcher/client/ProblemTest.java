package dev.trawl.launcher.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.launcher.part.Trouble;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProblemTest {

  @Test
  void namesTheField() {
    assertThat(
            Problem.sentence(
                400,
                "{\"detail\":\"The job is not valid.\",\"errors\":[{\"field\":\"scope.maxDepth\",\"message\":\"must not be negative\"}]}"))
        .isEqualTo("The job is not valid: scope.maxDepth must not be negative");
  }

  @Test
  void doesWithoutFieldsAndWithoutJson() {
    assertThat(Problem.sentence(409, "{\"title\":\"Conflict\",\"detail\":\"The job has ended.\"}"))
        .isEqualTo("The job has ended.");
    assertThat(Problem.sentence(502, "<html>")).contains("502");
  }

  @Test
  void whatTheUserGotWrongIsWrongUse() {
    assertThat(exitStatus(400)).isEqualTo(2);
    assertThat(exitStatus(409)).isEqualTo(1);
  }

  @Test
  void aFailureIsCountedByItsErrorOrItsStatus() {
    assertThat(Failures.reason("{\"status\":null,\"error\":\"dns\"}")).contains("dns");
    assertThat(Failures.reason("{\"status\":404,\"error\":null}")).contains("404");
    assertThat(Failures.reason("{\"status\":200}")).isEqualTo(Optional.empty());
  }

  @Test
  void anApplicationThatIsNotThereYetMayBeAskedAgain() {
    assertThat(Problem.of(503, "{\"detail\":\"The database is away\"}"))
        .isInstanceOf(Unreachable.class);
    assertThat(Problem.of(404, "<html>")).isInstanceOf(Unreachable.class);
    assertThat(Problem.of(404, "{\"detail\":\"There is no such job\"}"))
        .isInstanceOf(Trouble.class);
  }

  private static int exitStatus(int status) {
    RuntimeException problem = Problem.of(status, "{\"detail\":\"x\"}");
    return problem instanceof Trouble trouble ? trouble.exitStatus() : 0;
  }
}
