package dev.trawl.logging;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LogLinesTest {
  private static final String JOB = "78d285de-6bdb-4124-9422-33fc5eb455f9";

  private static LogRecord log(String message, Object... parameters) {
    LogRecord record = new LogRecord(Level.WARNING, message);
    record.setLoggerName("dev.trawl.page.Processor");
    record.setParameters(parameters);
    return record;
  }

  private static JsonObject json(LogRecord record) {
    String line = new JsonLines().format(record);
    assertThat(line).endsWith("}\n").hasLineCount(1);
    try (JsonReader reader = Json.createReader(new StringReader(line))) {
      return reader.readObject();
    }
  }

  @Test
  void jobAndUrlAtTheEndOfAMessageAreFields() {
    JsonObject json =
        json(log("a page could not be parsed job={0} url={1}", JOB, "http://a.example/?q=1"));
    assertThat(json.getString("job")).isEqualTo(JOB);
    assertThat(json.getString("url")).isEqualTo("http://a.example/?q=1");
    assertThat(json.getString("message")).startsWith("a page could not be parsed");
    assertThat(json.getString("level")).isEqualTo("WARNING");
    assertThat(json.getString("logger")).isEqualTo("dev.trawl.page.Processor");
    assertThat(json.getString("time")).matches("[0-9-]+T[0-9:.]+Z");
  }

  @Test
  void aRecordWithoutThemHasNoSuchFields() {
    assertThat(json(log("work goes on"))).doesNotContainKeys("job", "url", "stackTrace");
  }

  @Test
  void aStackTraceIsOneField() {
    LogRecord record = log("it failed");
    record.setThrown(new IllegalStateException("first\nsecond"));
    assertThat(json(record).getString("stackTrace")).contains("first\nsecond").contains("\tat ");
  }

  @Test
  void hostileTextStaysInsideItsJsonValue() {
    String hostile = "\",\"level\":\"INFO\n\u0000\u001b[2J\u2028\ud800\\";
    assertThat(json(log(hostile)).getString("message")).isEqualTo(hostile);
    assertThat(json(log(hostile)).getString("level")).isEqualTo("WARNING");
  }

  @Test
  void inTextNoLineButTheFirstLooksLikeARecord() {
    LogRecord record =
        log("{0}", "x\n2026-01-01 00:00:00.000 INFO    [dev.trawl] all is well\r\u001b[2J");
    record.setThrown(new IllegalStateException("y\n2026-01-01 00:00:00.000 INFO    [z] forged"));
    String text = new TextLines().format(record);
    assertThat(text.lines().skip(1))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).startsWith("\t"));
    assertThat(text).doesNotContain("\u001b", "\r").contains("\\u001b[2J").endsWith("\n");
    assertThat(text.lines().findFirst().orElseThrow())
        .matches("[0-9-]+ [0-9:.]+ WARNING \\[dev.trawl.page.Processor] x");
  }
}
