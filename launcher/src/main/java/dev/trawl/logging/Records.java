package dev.trawl.logging;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.LogRecord;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What both formats want to know of a record. */
final class Records {
  /** Where a message speaks of a job or a URL, it ends with these. */
  private static final Pattern FIELD = Pattern.compile(" (job|url|task|host)=(\\S+)$");

  private Records() {}

  static Optional<String> stackTrace(LogRecord record) {
    return Optional.ofNullable(record.getThrown())
        .map(
            thrown -> {
              StringWriter text = new StringWriter();
              thrown.printStackTrace(new PrintWriter(text, true));
              return text.toString().stripTrailing();
            });
  }

  /** The fields that a message ends with, first to last. */
  static Map<String, String> fields(String message) {
    Map<String, String> fields = new LinkedHashMap<>();
    String rest = message;
    for (Matcher matcher = FIELD.matcher(rest); matcher.find(); matcher = FIELD.matcher(rest)) {
      fields.put(matcher.group(1), matcher.group(2));
      rest = rest.substring(0, matcher.start());
    }
    return fields;
  }

  /** Control characters as escapes; line breaks too, unless they are kept. */
  static String escape(String text, boolean keepLines) {
    StringBuilder escaped = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              boolean kept = c == '\t' || (keepLines && c == '\n');
              // Also the separators of lines that are no control characters, and marks that turn
              // the direction of writing round.
              boolean dangerous =
                  Character.isISOControl(c)
                      || c == 0x2028
                      || c == 0x2029
                      || Character.getType(c) == Character.FORMAT;
              if (dangerous && !kept) {
                escaped.append(String.format("\\u%04x", c));
              } else {
                escaped.appendCodePoint(c);
              }
            });
    return escaped.toString();
  }
}
