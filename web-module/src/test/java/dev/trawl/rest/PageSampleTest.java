package dev.trawl.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PageSampleTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long START = Long.MAX_VALUE - SECOND;

  private final PageSample sample = new PageSample(START);

  @Test
  void atFirstThereAreSome() {
    assertThat(sample.take(4, START)).isEqualTo(4);
    assertThat(sample.take(100, START)).isEqualTo(6);
    assertThat(sample.take(1, START)).isZero();
  }

  @Test
  void allOfAFewAreHeardOf() {
    for (int page = 0; page < 100; page++) {
      assertThat(sample.take(1, START + page * SECOND / PageSample.PER_SECOND)).isEqualTo(1);
    }
  }

  @Test
  void afterAPauseThereAreNoMoreThanAtFirst() {
    assertThat(sample.take(100, START + 60 * SECOND)).isEqualTo(PageSample.AT_ONCE);
    assertThat(sample.take(100, START + 60 * SECOND + SECOND / 2)).isEqualTo(2);
  }
}
