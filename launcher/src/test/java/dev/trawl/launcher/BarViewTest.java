package dev.trawl.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BarViewTest {

  @Test
  void theBarTakesTheRoomThatTheTextLeaves() {
    assertThat(BarView.render(5, 10, "text", 33)).isEqualTo("[==========          ]  50% text");
  }

  @Test
  void aLineIsNeverLongerThanTheTerminal() {
    assertThat(BarView.render(5, 10, "a text that is longer than that", 20)).hasSize(20);
  }

  @Test
  void moreDoneThanKnownIsFull() {
    assertThat(BarView.render(3, 2, "", 20)).startsWith("[===========] 100%");
  }
}
