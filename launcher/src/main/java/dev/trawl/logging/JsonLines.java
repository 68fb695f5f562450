package dev.trawl.logging;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import java.util.stream.Collectors;

/**
 * A JSON object a line: time, level, logger, thread, message, and job, url, task and host where the
 * message ends with them, and the stack trace where there is one.
 */
public final class JsonLines extends Formatter {
  @Override
  public String format(LogRecord record) {
    String message = formatMessage(record);
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("time", record.getInstant().toString());
    fields.put("level", record.getLevel().getName());
    fields.put("logger", String.valueOf(record.getLoggerName()));
    fields.put("thread", Long.toString(record.getLongThreadID()));
    fields.put("message", message == null ? "" : message);
    fields.putAll(Records.fields(fields.getOrDefault("message", "")));
    Records.stackTrace(record).ifPresent(trace -> fields.put("stackTrace", trace));
    return fields.entrySet().stream()
            .map(field -> quote(field.getKey()) + ":" + quote(field.getValue()))
            .collect(Collectors.joining(",", "{", "}"))
        + "\n";
  }

  /** RFC 8259, section 7; a lone surrogate is written as an escape too. */
  private static String quote(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    text.codePoints()
        .forEach(
            c -> {
              boolean lone = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
              if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
              } else if (c == '\n') {
                quoted.append("\\n");
              } else if (c < 0x20 || c == 0x7f || c == 0x2028 || c == 0x2029 || lone) {
                quoted.append(String.format("\\u%04x", c));
              } else {
                quoted.appendCodePoint(c);
              }
            });
    return quoted.append('"').toString();
  }
}
