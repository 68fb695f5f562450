package dev.trawl.parse;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The date of {@code unavailable_after}, in one of the forms that Google documents: RFC 822 and RFC
 * 850, as {@code Wed, 25 Jun 2030 15:00:00 PST} or {@code 25-Jun-30 15:00:00 GMT}, and ISO 8601, as
 * {@code 2030-06-25T15:00:00+02:00} or {@code 2030-06-25}. The weekday adds nothing and is not
 * looked at; without a zone the time is in UTC; a day without a time is meant to its end.
 */
final class RobotsDate {
  /** In UTF-16 units; the longest of these forms has 40. */
  private static final int LONGEST = 64;

  private static final String ZONE = "(?<zone>[A-Z]{1,5}|[+-]\\d{2}(?::?\\d{2})?)";

  private static final Pattern MAIL =
      form(
          "(?:[A-Z]{3,9},?\\s+)?(?<day>\\d{1,2})[ -](?<month>[A-Z]{3,9})[ -](?<year>\\d{4}|\\d{2})"
              + "(?:\\s+(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2}))?\\s*"
              + ZONE
              + "?)?");

  private static final Pattern ISO =
      form(
          "(?<year>\\d{4})-?(?<month>\\d{2})-?(?<day>\\d{2})"
              + "(?:[T ](?<hour>\\d{2}):?(?<minute>\\d{2})(?::?(?<second>\\d{2})(?:[.,]\\d+)?)?\\s*"
              + ZONE
              + "?)?");

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  /** Of RFC 822, section 5.1, in hours. RFC 5322, section 4.3, takes every other for UTC. */
  private static final Map<String, Integer> ZONES =
      Map.of(
          "EST", -5, "EDT", -4, "CST", -6, "CDT", -5, "MST", -7, "MDT", -6, "PST", -8, "PDT", -7);

  private RobotsDate() {}

  private static Pattern form(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }

  /** The moment after which it is over; empty for what has none of these forms, or no such day. */
  static Optional<Instant> parse(String text) {
    String date = text.strip();
    return date.length() > LONGEST
        ? Optional.empty()
        : Stream.of(MAIL, ISO)
            .map(form -> form.matcher(date))
            .filter(Matcher::matches)
            .findFirst()
            .flatMap(RobotsDate::read);
  }

  private static Optional<Instant> read(Matcher found) {
    try {
      LocalDate day = LocalDate.of(year(found), month(found.group("month")), number(found, "day"));
      return Optional.of(
          found.group("hour") == null
              ? day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC)
              : day.atTime(time(found)).toInstant(zone(found)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Two digits as in RFC 5322, section 4.3. */
  private static int year(Matcher found) {
    int year = number(found, "year");
    boolean isShort = found.group("year").length() == 2;
    return isShort ? year + (year < 50 ? 2000 : 1900) : year;
  }

  /** 0 for no month. */
  private static int month(String text) {
    return Character.isDigit(text.charAt(0))
        ? Integer.parseInt(text)
        : MONTHS.indexOf(text.substring(0, 3).toLowerCase(Locale.ROOT)) + 1;
  }

  private static LocalTime time(Matcher found) {
    return LocalTime.of(number(found, "hour"), number(found, "minute"), number(found, "second"));
  }

  private static ZoneOffset zone(Matcher found) {
    String zone = Optional.ofNullable(found.group("zone")).orElse("").toUpperCase(Locale.ROOT);
    return zone.startsWith("+") || zone.startsWith("-")
        ? ZoneOffset.of(zone)
        : ZoneOffset.ofHours(ZONES.getOrDefault(zone, 0));
  }

  private static int number(Matcher found, String part) {
    return Integer.parseInt(Optional.ofNullable(found.group(part)).orElse("0"));
  }
}
