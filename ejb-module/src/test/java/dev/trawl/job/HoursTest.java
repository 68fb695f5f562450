package dev.trawl.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a job may run. */
class HoursTest {
  private static Hours hours(String zone, String... windows) {
    return Hours.of(List.of(windows), ZoneId.of(zone));
  }

  private static Instant at(String time) {
    return Instant.parse(time);
  }

  @Test
  void withoutWindowsItIsAlwaysOpen() {
    Instant now = at("2026-03-01T12:34:56Z");
    assertThat(Hours.ALWAYS.at(now)).isTrue();
    assertThat(Hours.ALWAYS.next(now)).isEqualTo(now);
  }

  @ParameterizedTest
  @CsvSource({
    "08:59:59.999, false",
    "09:00:00,     true",
    "16:59:59.999, true",
    "17:00:00,     false",
    "22:00:00,     true",
    "23:59:59,     true",
    "00:00:00,     true",
    "05:59:59,     true",
    "06:00:00,     false"
  })
  void aWindowHasItsFirstMinuteAndNotItsLastAlsoOverMidnight(String time, boolean open) {
    Hours hours = hours("UTC", "09:00-17:00", "22:00-06:00");
    assertThat(hours.at(at("2026-03-01T" + time + "Z"))).isEqualTo(open);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-01T05:00:00Z, 2026-03-01T05:00:00Z",
    "2026-03-01T06:00:00Z, 2026-03-01T09:00:00Z",
    "2026-03-01T17:00:00Z, 2026-03-01T22:00:00Z",
    "2026-02-28T23:00:00Z, 2026-02-28T23:00:00Z"
  })
  void theNextOpeningIsTheNearestOfAllWindows(String now, String next) {
    assertThat(hours("UTC", "22:00-06:00", "09:00-17:00").next(at(now))).isEqualTo(at(next));
  }

  @Test
  void whatIsOverForTodayOpensTomorrow() {
    Hours hours = hours("UTC", "01:30-02:00");
    assertThat(hours.next(at("2026-12-31T02:00:00Z"))).isEqualTo(at("2027-01-01T01:30:00Z"));
  }

  @Test
  void aWindowMayEndWithTheDay() {
    assertThat(hours("UTC", "00:00-24:00").at(at("2026-03-01T23:59:59Z"))).isTrue();
    assertThat(hours("UTC", "22:00-00:00").at(at("2026-03-01T23:59:59Z"))).isTrue();
    assertThat(hours("UTC", "22:00-24:00").at(at("2026-03-01T00:00:00Z"))).isFalse();
    assertThat(hours("UTC", "22:00-00:00").at(at("2026-03-01T00:00:00Z"))).isFalse();
  }

  @Test
  void theClocksAreThoseOfTheZone() {
    Hours night = hours("Europe/Berlin", "22:00-06:00");
    assertThat(night.next(at("2026-01-10T12:00:00Z"))).isEqualTo(at("2026-01-10T21:00:00Z"));
    assertThat(night.next(at("2026-07-10T12:00:00Z"))).isEqualTo(at("2026-07-10T20:00:00Z"));
  }

  /** At 01:00Z on 29 March 2026 clocks in Berlin go from 02:00 to 03:00. */
  @Test
  void clocksThatArePutForwardLeaveOutWhatIsInTheGap() {
    Hours inTheGap = hours("Europe/Berlin", "02:15-02:45");
    assertThat(inTheGap.next(at("2026-03-28T12:00:00Z"))).isEqualTo(at("2026-03-30T00:15:00Z"));
    Hours overTheGap = hours("Europe/Berlin", "02:15-04:00");
    assertThat(overTheGap.next(at("2026-03-28T12:00:00Z"))).isEqualTo(at("2026-03-29T01:00:00Z"));
    assertThat(overTheGap.at(at("2026-03-29T00:59:59Z"))).isFalse();
    assertThat(overTheGap.at(at("2026-03-29T02:00:00Z"))).isFalse();
  }

  /** At 01:00Z on 25 October 2026 clocks in Berlin go from 03:00 back to 02:00. */
  @Test
  void clocksThatArePutBackOpenTwice() {
    Hours twice = hours("Europe/Berlin", "02:15-02:45");
    assertThat(twice.next(at("2026-10-24T12:00:00Z"))).isEqualTo(at("2026-10-25T00:15:00Z"));
    assertThat(twice.at(at("2026-10-25T00:50:00Z"))).isFalse();
    assertThat(twice.next(at("2026-10-25T00:50:00Z"))).isEqualTo(at("2026-10-25T01:15:00Z"));
    assertThat(twice.next(at("2026-10-25T01:50:00Z"))).isEqualTo(at("2026-10-26T01:15:00Z"));
  }

  /** Whatever the clocks do: closed until then, open from then on. */
  @ParameterizedTest
  @ValueSource(strings = {"UTC", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe"})
  void untilTheNextOpeningItIsClosed(String zone) {
    Hours hours = hours(zone, "23:50-00:20", "01:45-02:10", "02:20-03:05");
    Instant end = at("2027-01-01T00:00:00Z");
    for (Instant now = at("2026-01-01T00:00:00Z");
        now.isBefore(end);
        now = now.plus(Duration.ofMinutes(47))) {
      Instant next = hours.next(now);
      assertThat(hours.at(next)).as("%s from %s", next, now).isTrue();
      assertThat(next).isBetween(now, now.plus(Duration.ofDays(1)));
      for (Instant closed = now; closed.isBefore(next); closed = closed.plusSeconds(300)) {
        assertThat(hours.at(closed)).as("%s from %s", closed, now).isFalse();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "22-06",
        "22:00",
        "22:00-6:00",
        "24:00-06:00",
        "22:60-23:00",
        "22:00-24:01",
        "06:00-06:00",
        " 22:00-06:00",
        "22:00–06:00",
        "٢٢:٠٠-٠٦:٠٠"
      })
  void whatIsNoWindowHasAProblem(String text) {
    assertThat(Hours.problem(text)).isPresent();
  }

  @Test
  void aWindowIsWrittenAsItWasRead() {
    for (String text : List.of("00:00-24:00", "22:00-06:00", "09:05-17:59")) {
      assertThat(Hours.problem(text)).isEmpty();
      assertThat(hours("UTC", text).windows()).hasToString("[" + text + "]");
    }
  }
}
