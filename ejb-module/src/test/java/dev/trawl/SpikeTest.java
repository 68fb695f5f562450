package dev.trawl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpikeTest {
  @Test
  void builds() {
    assertThat("trawl").hasSize(5);
  }
}
