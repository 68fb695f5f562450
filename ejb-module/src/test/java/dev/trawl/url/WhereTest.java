package dev.trawl.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class WhereTest {
  private static final UUID JOB = new UUID(1, 2);

  @Test
  void jobAndUrlHaveOneForm() {
    assertThat(Where.of(JOB, "http://a.example/?q=1"))
        .isEqualTo(" job=" + JOB + " url=http://a.example/?q=1");
  }

  @Test
  void aUrlCannotBreakTheLineOrMakeUpAField() {
    String line = Where.of(JOB, "http://a/\r\nINFO x job=y\u0000\u001b\u2028\u00fc");
    assertThat(line)
        .isEqualTo(" job=" + JOB + " url=http://a/%0D%0AINFO%20x%20job=y%00%1B%E2%80%A8%C3%BC");
  }

  @Test
  void aUrlIsNotEndless() {
    assertThat(Where.of(JOB, "x".repeat(1_000_000))).hasSizeLessThan(3_000);
  }
}
