package dev.trawl.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms of a date that a page may give for its end. */
class RobotsDateTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          25 Jun 2030 15:00:00 GMT          | 2030-06-25T15:00:00Z
          25 Jun 2010 15:00:00 PST          | 2010-06-25T23:00:00Z
          Tue, 25 Jun 2030 15:00:00 +0200   | 2030-06-25T13:00:00Z
          Tue, 25 Jun 30 15:00 EDT          | 2030-06-25T19:00:00Z
          5 jun 2030 15:00:00 ut            | 2030-06-05T15:00:00Z
          25 Jun 2030 15:00:00              | 2030-06-25T15:00:00Z
          25 Jun 2030 15:00:00 A            | 2030-06-25T15:00:00Z
          25 Jun 2030 15:00:00 CEST         | 2030-06-25T15:00:00Z
          25 June 2030 15:00:00-03:30       | 2030-06-25T18:30:00Z
          25 Jun 2030                       | 2030-06-26T00:00:00Z
          """)
  void aDateOfRfc822(String text, Instant end) {
    assertThat(RobotsDate.parse(text)).contains(end);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Tuesday, 25-Jun-30 15:00:00 GMT   | 2030-06-25T15:00:00Z
          Monday, 25-Jun-30 15:00:00 GMT    | 2030-06-25T15:00:00Z
          23-Jul-2007 18:00:00 EST          | 2007-07-23T23:00:00Z
          25-Jun-49 15:00:00 GMT            | 2049-06-25T15:00:00Z
          25-Jun-50 15:00:00 GMT            | 1950-06-25T15:00:00Z
          """)
  void aDateOfRfc850(String text, Instant end) {
    assertThat(RobotsDate.parse(text)).contains(end);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2030-06-25T15:00:00Z              | 2030-06-25T15:00:00Z
          2030-06-25t15:00:00.123456z       | 2030-06-25T15:00:00Z
          2030-06-25T15:00:00,5+02:00       | 2030-06-25T13:00:00Z
          2030-06-25T15:00-0330             | 2030-06-25T18:30:00Z
          2030-06-25T15:00:00+02            | 2030-06-25T13:00:00Z
          2030-06-25 15:00:00               | 2030-06-25T15:00:00Z
          2030-06-25 15:00:00 PST           | 2030-06-25T23:00:00Z
          20300625T150000Z                  | 2030-06-25T15:00:00Z
          2020-09-21                        | 2020-09-22T00:00:00Z
          2028-02-29                        | 2028-03-01T00:00:00Z
          """)
  void aDateOfIso8601(String text, Instant end) {
    assertThat(RobotsDate.parse("\t" + text + " ")).contains(end);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "soon",
        "Tuesday",
        "0",
        "1908543600",
        "2030-06-31",
        "2030-13-01",
        "2029-02-29",
        "30 Foo 2030 15:00:00 GMT",
        "25 Jun 2030 25:00:00 GMT",
        "25 Jun 2030 15:60:00 GMT",
        "25 Jun 2030 15:00:00 +9900",
        "25 Jun 030 15:00:00 GMT",
        "25 Jun",
        "06/25/2030",
        "June 25, 2030",
        "2030-W26-2",
        "2030-06-25T15:00:00Z and more",
        "٢٥ Jun 2030 15:00:00 GMT",
        "2030-06-25T15:00:00Z\n2031-06-25",
      })
  void anyOtherTextIsNone(String text) {
    assertThat(RobotsDate.parse(text)).isEmpty();
  }

  @Test
  void aTextThatIsTooLongIsNone() {
    assertThat(RobotsDate.parse("a".repeat(1 << 20))).isEmpty();
    assertThat(RobotsDate.parse("2030-06-25T15:00:00." + "0".repeat(1 << 20) + "Z")).isEmpty();
  }
}
