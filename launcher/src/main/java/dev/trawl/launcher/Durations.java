package dev.trawl.launcher;

import dev.trawl.launcher.part.Trouble;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as people write them. */
final class Durations {

  private static final Pattern SHORT = Pattern.compile("([0-9]{1,9})(ms|s|m|h)?");

  private Durations() {}

  /**
   * Reads {@code 500ms}, {@code 1s}, {@code 2m}, {@code 1h}, {@code 0}, or ISO 8601 such as {@code
   * PT1.5S}.
   *
   * @throws Trouble for anything else
   */
  static Duration parse(String text) {
    Matcher matcher = SHORT.matcher(text);
    if (matcher.matches()) {
      return of(Long.parseLong(matcher.group(1)), matcher.group(2), text);
    }
    try {
      Duration duration = Duration.parse(text);
      if (!duration.isNegative()) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      throw wrong(text);
    }
    throw wrong(text);
  }

  /** As {@code 1:02:03} or {@code 2:03}. */
  static String show(Duration duration) {
    long seconds = duration.toSeconds();
    String minutes = String.format(Locale.ROOT, "%d:%02d", seconds / 60 % 60, seconds % 60);
    return seconds < 3600
        ? minutes
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  private static Duration of(long number, @Nullable String unit, String text) {
    if (unit == null) {
      if (number != 0) {
        throw wrong(text);
      }
      return Duration.ZERO;
    }
    return switch (unit) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      default -> Duration.ofHours(number);
    };
  }

  private static Trouble wrong(String text) {
    return Trouble.wrongUse("\"" + text + "\" is no duration; write 500ms, 1s, 2m, 0 or PT1.5S.");
  }
}
