package dev.trawl.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A scrape, read as strictly as the format is described (Prometheus, "Exposition formats", text
 * 0.0.4): what breaks it is refused, no series comes twice, and a type is said once and first.
 * (There is no well-kept library for Java that reads it.)
 */
final class PrometheusText {
  private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
  private static final String LABEL =
      "([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\\n]|\\\\[\\\\\"n])*)\"";
  private static final Pattern COMMENT = Pattern.compile("# (HELP|TYPE) (" + NAME + ") (.+)");
  private static final Pattern SAMPLE =
      Pattern.compile(
          "(" + NAME + ")(?:\\{((?:" + LABEL + "(?:,(?!}))?)*),?})? ([^ ]+)(?: -?[0-9]+)?");
  private static final Pattern ONE_LABEL = Pattern.compile(LABEL);
  private static final Set<String> TYPES =
      Set.of("counter", "gauge", "histogram", "summary", "untyped");

  /** A series with its value. */
  record Sample(String name, Map<String, String> labels, double value) {}

  private final Map<String, String> types = new HashMap<>();
  private final Map<String, List<Sample>> samples = new LinkedHashMap<>();

  private PrometheusText() {}

  static PrometheusText parse(String text) {
    assertThat(text).endsWith("\n");
    PrometheusText scrape = new PrometheusText();
    Set<String> seen = new HashSet<>();
    text.lines().filter(line -> !line.isBlank()).forEach(line -> scrape.read(line, seen));
    return scrape;
  }

  private void read(String line, Set<String> seen) {
    if (line.startsWith("#")) {
      Matcher comment = COMMENT.matcher(line);
      assertThat(comment.matches()).as(line).isTrue();
      if (comment.group(1).equals("TYPE")) {
        assertThat(TYPES).as(line).contains(comment.group(3));
        assertThat(types.put(comment.group(2), comment.group(3))).as("twice: " + line).isNull();
        assertThat(samples).as("after its samples: " + line).doesNotContainKey(comment.group(2));
      }
      return;
    }
    Matcher sample = SAMPLE.matcher(line);
    assertThat(sample.matches()).as(line).isTrue();
    Map<String, String> labels = new TreeMap<>();
    Matcher label = ONE_LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
    while (label.find()) {
      assertThat(labels.put(label.group(1), label.group(2))).as("label twice: " + line).isNull();
    }
    assertThat(seen.add(sample.group(1) + labels)).as("series twice: " + line).isTrue();
    samples
        .computeIfAbsent(sample.group(1), name -> new ArrayList<>())
        .add(new Sample(sample.group(1), labels, number(sample.group(5))));
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  Set<String> names() {
    return samples.keySet();
  }

  String type(String name) {
    return types.getOrDefault(name, "untyped");
  }

  /** The series of a metric, which must be there. */
  List<Sample> series(String name) {
    assertThat(samples).containsKey(name);
    return samples.getOrDefault(name, List.of());
  }

  /** The value of the one series of a metric that has these labels among others. */
  double value(String name, Map<String, String> labels) {
    List<Sample> found =
        series(name).stream()
            .filter(sample -> sample.labels().entrySet().containsAll(labels.entrySet()))
            .toList();
    assertThat(found).as(name + labels).hasSize(1);
    return found.get(0).value();
  }

  double value(String name) {
    return value(name, Map.of());
  }
}
