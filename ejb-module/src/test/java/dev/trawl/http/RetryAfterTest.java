package dev.trawl.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-11-06T08:49:37Z");

  private static Optional<Duration> parse(String value) {
    return RetryAfter.parse(Headers.of("Retry-After", value), NOW);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "120, 120", "' 7 ', 7", "007, 7", "86400, 86400"})
  void aNumberIsOfSeconds(String value, long seconds) {
    assertThat(parse(value)).contains(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Fri, 06 Nov 2026 08:51:37 GMT",
        "Friday, 06-Nov-26 08:51:37 GMT",
        "Fri Nov  6 08:51:37 2026"
      })
  void eachOfTheThreeFormsOfADateIsRead(String value) {
    assertThat(parse(value)).contains(Duration.ofMinutes(2));
  }

  @Test
  void aDayOfTwoDigitsIsReadInTheThirdFormToo() {
    assertThat(
            RetryAfter.parse(
                Headers.of("Retry-After", "Mon Nov 16 08:00:30 2026"),
                Instant.parse("2026-11-16T08:00:00Z")))
        .contains(Duration.ofSeconds(30));
  }

  @Test
  void aWrongWeekdayDoesNotMatter() {
    assertThat(parse("Mon, 06 Nov 2026 08:49:40 GMT")).contains(Duration.ofSeconds(3));
  }

  @Test
  void aYearOfTwoDigitsIsNeverMoreThanFiftyYearsAhead() {
    assertThat(parse("Sunday, 06-Nov-94 08:49:37 GMT")).contains(Duration.ZERO);
    assertThat(parse("Friday, 06-Nov-76 08:49:37 GMT")).contains(RetryAfter.LONGEST);
    assertThat(parse("Saturday, 06-Nov-76 08:49:38 GMT")).contains(Duration.ZERO);
  }

  @Test
  void aDateIsRelativeToTheAnswersOwn() {
    Headers slowClock =
        Headers.of(
            "date", "Fri, 06 Nov 2026 07:00:00 GMT",
            "retry-after", "Fri, 06 Nov 2026 07:00:10 GMT");
    assertThat(RetryAfter.parse(slowClock, NOW)).contains(Duration.ofSeconds(10));
    Headers noClock =
        Headers.of("Date", "yesterday", "Retry-After", "Fri, 06 Nov 2026 08:49:47 GMT");
    assertThat(RetryAfter.parse(noClock, NOW)).contains(Duration.ofSeconds(10));
  }

  @Test
  void secondsHaveNothingToDoWithTheDate() {
    Headers headers = Headers.of("Date", "Fri, 06 Nov 2020 07:00:00 GMT", "Retry-After", "5");
    assertThat(RetryAfter.parse(headers, NOW)).contains(Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "-99999999999999999999999", "Fri, 06 Nov 2026 08:49:36 GMT"})
  void whatIsOverIsNoWait(String value) {
    assertThat(parse(value)).contains(Duration.ZERO);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "86401",
        "9223372036854775807",
        "9223372036854775808",
        "99999999999999999999999999999999",
        "Sun, 08 Nov 2026 08:49:37 GMT",
        "Fri, 31 Dec 9999 23:59:59 GMT"
      })
  void nobodyIsWaitedForLongerThanADay(String value) {
    assertThat(parse(value)).contains(Duration.ofHours(24)).contains(RetryAfter.LONGEST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-",
        "soon",
        "1.5",
        "+5",
        "5s",
        "0x10",
        "٣",
        "5, 6",
        "2026-11-06T08:51:37Z",
        "Fri, 06 Nov 2026 08:51:37",
        "Fri, 06 Nov 2026 08:51:37 CET",
        "Fri, 06 Foo 2026 08:51:37 GMT",
        "Fri, 06 Nov 2026 25:51:37 GMT",
        "Fri Nov 6 08:51:37 26"
      })
  void whatIsNeitherSaysNothing(String value) {
    assertThat(parse(value)).isEmpty();
  }

  @Test
  void withoutTheFieldNothingIsSaid() {
    assertThat(RetryAfter.parse(Headers.NONE, NOW)).isEmpty();
  }
}
