package dev.trawl.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** How long a server wants to be left alone (RFC 9110 section 10.2.3). */
public final class RetryAfter {
  /** A longer wait is taken for this one. */
  public static final Duration LONGEST = Duration.ofHours(24);

  private static final Pattern SECONDS = Pattern.compile("-?[0-9]+");

  private static final Pattern WEEKDAY = Pattern.compile("^[A-Za-z]{3,9},? +");

  /** Of section 5.6.7, without the weekday, which adds nothing and is sometimes wrong. */
  private static final DateTimeFormatter IMF_FIXDATE = format("dd MMM uuuu HH:mm:ss 'GMT'");

  private static final DateTimeFormatter RFC_850 = format("dd-MMM-yy HH:mm:ss 'GMT'");
  private static final DateTimeFormatter ASCTIME = format("MMM ppd HH:mm:ss uuuu");

  private RetryAfter() {}

  /**
   * What an answer asks for; empty unless it is a 429 or 503, of which alone that is regarded.
   *
   * @param now when it came
   */
  public static Optional<Duration> of(Answer answer, Instant now) {
    return answer.status() == 429 || answer.status() == 503
        ? parse(answer.headers(), now)
        : Optional.empty();
  }

  /**
   * What the first {@code Retry-After} field says.
   *
   * @param now when the answer came; where it has a {@code Date} of its own, a date is relative to
   *     that one, as clocks differ
   * @return zero, for what is negative or past, to {@link #LONGEST}; empty without the field, or
   *     where it is neither a number of seconds nor a date
   */
  static Optional<Duration> parse(Headers headers, Instant now) {
    return headers
        .first("retry-after")
        .map(String::strip)
        .flatMap(value -> parse(value, headers, now));
  }

  private static Optional<Duration> parse(String value, Headers headers, Instant now) {
    if (SECONDS.matcher(value).matches()) {
      return Optional.of(seconds(value));
    }
    return date(value, now)
        .map(
            until -> {
              Instant sent =
                  headers.first("date").flatMap(date -> date(date.strip(), now)).orElse(now);
              return bounded(Duration.between(sent, until));
            });
  }

  private static Duration seconds(String digits) {
    try {
      return bounded(Duration.ofSeconds(Long.parseLong(digits)));
    } catch (NumberFormatException tooMany) {
      return digits.startsWith("-") ? Duration.ZERO : LONGEST;
    }
  }

  private static Duration bounded(Duration asked) {
    if (asked.isNegative()) {
      return Duration.ZERO;
    }
    return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
  }

  private static Optional<Instant> date(String value, Instant now) {
    String date = WEEKDAY.matcher(value).replaceFirst("");
    return read(date, IMF_FIXDATE)
        .or(() -> read(date, RFC_850).map(read -> inCentury(read, now)))
        .or(() -> read(date, ASCTIME))
        .map(read -> read.toInstant(ZoneOffset.UTC));
  }

  private static Optional<LocalDateTime> read(String date, DateTimeFormatter format) {
    try {
      return Optional.of(LocalDateTime.parse(date, format));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Section 5.6.7: more than 50 years ahead is the past. */
  private static LocalDateTime inCentury(LocalDateTime date, Instant now) {
    LocalDateTime latest = LocalDateTime.ofInstant(now, ZoneOffset.UTC).plusYears(50);
    return date.isAfter(latest) ? date.minusYears(100) : date;
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }
}
