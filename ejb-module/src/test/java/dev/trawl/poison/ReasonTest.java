package dev.trawl.poison;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReasonTest {
  @Test
  void itSaysWhatFailedAndWhatCausedThat() {
    Exception cause = new IllegalStateException("the cause");
    assertThat(Reason.of(new RuntimeException("outer", cause)))
        .isEqualTo(
            "java.lang.RuntimeException: outer; caused by java.lang.IllegalStateException: the cause");
    assertThat(Reason.of(new RuntimeException(cause)))
        .isEqualTo("java.lang.RuntimeException: java.lang.IllegalStateException: the cause");
  }

  @Test
  void itIsBoundedAndFitForTheDatabase() {
    assertThat(Reason.of(new RuntimeException("\0" + "x".repeat(5_000))))
        .hasSize(2_000)
        .doesNotContain("\0");
  }
}
