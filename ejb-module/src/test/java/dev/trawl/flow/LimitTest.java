package dev.trawl.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LimitTest {
  @Test
  void whatWasShortIsShortUntilThereIsATenthMore() {
    Limit limit = new Limit();
    assertThat(limit.isShort(100, 100)).isFalse();
    assertThat(limit.isShort(99, 100)).isTrue();
    assertThat(limit.isShort(109, 100)).isTrue();
    assertThat(limit.isShort(111, 100)).isFalse();
    assertThat(limit.isShort(101, 100)).isFalse();
  }

  @Test
  void whatWasTooMuchIsTooMuchUntilThereIsATenthLess() {
    Limit limit = new Limit();
    assertThat(limit.isOver(100, 100)).isFalse();
    assertThat(limit.isOver(101, 100)).isTrue();
    assertThat(limit.isOver(91, 100)).isTrue();
    assertThat(limit.isOver(89, 100)).isFalse();
  }
}
