package dev.trawl.job;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The hours of a day in which a job may run, by the clocks of one time zone: where these are put
 * back, an hour that comes twice counts twice; where they are put forward, what lies in the gap
 * does not take place that day.
 *
 * @param windows at least one of which must be open; none means always
 * @param zone whose clocks are meant
 */
public record Hours(List<Window> windows, ZoneId zone) {
  /** No hour is closed. */
  public static final Hours ALWAYS = new Hours(List.of(), ZoneId.of("UTC"));

  private static final Pattern TEXT =
      Pattern.compile("([01][0-9]|2[0-3]):([0-5][0-9])-([01][0-9]|2[0-4]):([0-5][0-9])");

  private static final int DAY = 24 * 60;

  /** However the clocks are changed, a window opens within so many days. */
  private static final int DAYS_AHEAD = 4;

  /**
   * A part of every day.
   *
   * @param from its first minute of the day, 0 to 1439
   * @param to the minute of the day at which it is over, 0 to 1440; the next day's if it is not
   *     after the first
   */
  public record Window(int from, int to) {
    private boolean has(LocalTime time) {
      int minute = time.toSecondOfDay() / 60;
      return from < to ? from <= minute && minute < to : from <= minute || minute < to;
    }

    private Stream<Instant> openings(LocalDate day, ZoneId zone) {
      ZonedDateTime opening = day.atTime(from / 60, from % 60).atZone(zone);
      return Stream.of(opening.withEarlierOffsetAtOverlap(), opening.withLaterOffsetAtOverlap())
          .map(ZonedDateTime::toInstant);
    }

    /** As in {@code 22:00-06:00}. */
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT, "%02d:%02d-%02d:%02d", from / 60, from % 60, to / 60, to % 60);
    }
  }

  /** Copies the list. */
  public Hours {
    windows = List.copyOf(windows);
  }

  /**
   * Reads windows such as {@code 22:00-06:00}.
   *
   * @throws IllegalArgumentException for one that has a {@link #problem}
   */
  public static Hours of(List<String> windows, ZoneId zone) {
    return new Hours(windows.stream().map(Hours::window).toList(), zone);
  }

  private static Window window(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(text);
    }
    return new Window(minute(matcher, 1), minute(matcher, 3));
  }

  private static int minute(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group)) * 60 + Integer.parseInt(matcher.group(group + 1));
  }

  /** What is wrong with a window; empty if it is a valid one. */
  public static Optional<String> problem(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches() || minute(matcher, 3) > DAY) {
      return Optional.of("must be two times of the day, as in 22:00-06:00 or 00:00-24:00");
    }
    return minute(matcher, 1) == minute(matcher, 3)
        ? Optional.of("must not end when it begins; without hours a job always runs")
        : Optional.empty();
  }

  /** Whether the job may run then. */
  public boolean at(Instant moment) {
    LocalTime time = moment.atZone(zone).toLocalTime();
    return windows.isEmpty() || windows.stream().anyMatch(window -> window.has(time));
  }

  /** When the job may run next: that very moment, if it may run then. */
  public Instant next(Instant moment) {
    if (at(moment)) {
      return moment;
    }
    LocalDate today = moment.atZone(zone).toLocalDate();
    Stream<Instant> openings =
        today
            // A window may have opened the day before by clocks that are put back over midnight.
            .minusDays(1)
            .datesUntil(today.plusDays(DAYS_AHEAD))
            .flatMap(day -> windows.stream().flatMap(window -> window.openings(day, zone)));
    return Stream.concat(openings, clockChange(moment))
        .filter(opening -> opening.isAfter(moment) && at(opening))
        .min(Comparator.naturalOrder())
        .orElseGet(() -> moment.plus(Duration.ofDays(1)));
  }

  /** Clocks that are put forward may open a window in its middle. */
  private Stream<Instant> clockChange(Instant moment) {
    return Optional.ofNullable(zone.getRules().nextTransition(moment))
        .map(ZoneOffsetTransition::getInstant)
        .stream();
  }
}
