package dev.trawl.launcher;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What became of a URL, for people. */
final class WhyReport {

  private final StringBuilder text = new StringBuilder();

  private WhyReport() {}

  /**
   * The report; what is not known is left out.
   *
   * @param why as the API answers
   */
  static String of(JsonObject why) {
    WhyReport report = new WhyReport();
    report.row("url", why.getString("url"));
    String kind = why.getString("kind", "page");
    report.row("kind", kind);
    report.row("state", why.getString("state"));
    for (String field : new String[] {"outcome", "rule", "detail"}) {
      value(why, field).ifPresent(value -> report.row(field, value));
    }
    report.row("depth", Integer.toString(why.getInt("depth")));
    report.row("found on", value(why, "referrer").orElse(namedBy(kind)));
    JsonArray attempts = why.getJsonArray("attempts");
    report.row("attempts", Integer.toString(attempts.size()));
    attempts.getValuesAs(JsonObject.class).forEach(attempt -> report.line(attempt(attempt)));
    return report.text.toString();
  }

  /** Where no URL named it. */
  private static String namedBy(String kind) {
    return switch (kind) {
      case "sitemap" -> "- (robots.txt, or the job)";
      case "robots" -> "- (every host is asked for it)";
      default -> "- (a seed)";
    };
  }

  private static String attempt(JsonObject attempt) {
    String outcome =
        Stream.of("status", "error", "detail")
            .flatMap(field -> value(attempt, field).stream())
            .collect(Collectors.joining(" "));
    return "  %s  %s  %d ms  %s"
        .formatted(
            attempt.getString("at"),
            attempt.getString("node"),
            attempt.getJsonNumber("durationMs").longValue(),
            outcome);
  }

  private static Optional<String> value(JsonObject json, String field) {
    return json.isNull(field)
        ? Optional.empty()
        : Optional.of(
            json.get(field) instanceof JsonString string
                ? string.getString()
                : String.valueOf(json.get(field)));
  }

  private void row(String name, String value) {
    line(String.format(Locale.ROOT, "%-12s %s", name, value));
  }

  /** Text from outside makes up no line of its own, and gives the terminal no orders. */
  private void line(String line) {
    text.append(line.replaceAll("\\p{Cc}+", " ")).append(System.lineSeparator());
  }
}
