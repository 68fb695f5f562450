package dev.trawl.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({"500ms, PT0.5S", "1s, PT1S", "2m, PT2M", "1h, PT1H", "0, PT0S", "PT1.5S, PT1.5S"})
  void readsWhatPeopleWrite(String text, Duration expected) {
    assertThat(Durations.parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "-1s", "PT-1S", "1 s", "soon", "1.5s"})
  void refusesTheRest(String text) {
    assertThatThrownBy(() -> Durations.parse(text)).hasMessageContaining("no duration");
  }

  @ParameterizedTest
  @CsvSource({"PT59S, 0:59", "PT61S, 1:01", "PT1H2M3S, 1:02:03"})
  void showsHoursOnlyWhereThereAreSome(Duration duration, String expected) {
    assertThat(Durations.show(duration)).isEqualTo(expected);
  }
}
