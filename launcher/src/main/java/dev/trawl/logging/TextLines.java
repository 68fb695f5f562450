package dev.trawl.logging;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** A line for people; what belongs to it and does not fit on it follows indented. */
public final class TextLines extends Formatter {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT)
          .withZone(ZoneId.systemDefault());

  @Override
  public String format(LogRecord record) {
    String head =
        "%s %-7s [%s] "
            .formatted(
                TIME.format(record.getInstant()),
                record.getLevel().getName(),
                record.getLoggerName());
    String body =
        formatMessage(record) + Records.stackTrace(record).map(trace -> "\n" + trace).orElse("");
    String text = Records.escape(body.replace("\r\n", "\n"), true).stripTrailing();
    return head + text.replaceAll("\n(?!\t)", "\n\t") + "\n";
  }
}
