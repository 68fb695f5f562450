package dev.trawl.http;

import dev.trawl.fuzz.Input;
import dev.trawl.fuzz.Oracle;
import java.time.Duration;
import java.time.Instant;

/** First line: {@code Retry-After}. Second line: {@code Date}. */
public final class RetryAfterFuzz {
  private static final Instant NOW = Instant.parse("2026-11-06T08:49:37Z");

  private RetryAfterFuzz() {}

  public static void fuzzerTestOneInput(byte[] bytes) {
    Input input = new Input(bytes);
    Headers headers = Headers.of("Retry-After", input.line(), "Date", input.line());
    RetryAfter.parse(headers, NOW).ifPresent(RetryAfterFuzz::check);
  }

  /** Whether a pause is in the range that is promised. */
  public static void check(Duration pause) {
    Oracle.check(
        !pause.isNegative() && pause.compareTo(RetryAfter.LONGEST) <= 0, "a pause of " + pause);
  }
}
