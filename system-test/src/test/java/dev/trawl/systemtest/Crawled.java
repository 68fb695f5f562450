package dev.trawl.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.faults.ExportLine;
import dev.trawl.site.GroundTruth;
import jakarta.json.JsonObject;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The lines of an export, read as what they say about each URL. */
final class Crawled {

  private static final int SHOWN = 20;

  private final List<JsonObject> lines;

  Crawled(List<JsonObject> lines) {
    this.lines = lines;
  }

  /** The only line of a URL. */
  JsonObject line(String url) {
    List<JsonObject> found =
        lines.stream().filter(line -> line.getString("url").equals(url)).toList();
    assertThat(found).as("lines of %s", url).hasSize(1);
    return found.get(0);
  }

  /**
   * Asserts that the URLs are exactly those of the truth, each once, with its status, digest, depth
   * and type.
   */
  void assertExactly(GroundTruth truth) {
    Map<String, Integer> times = new TreeMap<>();
    lines.forEach(line -> times.merge(line.getString("url"), 1, Integer::sum));
    assertThat(first(times.entrySet().stream().filter(entry -> entry.getValue() > 1)))
        .as("twice")
        .isEmpty();
    assertThat(first(without(truth.pages().keySet(), times.keySet()))).as("missing").isEmpty();
    assertThat(first(without(times.keySet(), truth.pages().keySet()))).as("extra").isEmpty();

    Map<String, GroundTruth.Page> wrong = new LinkedHashMap<>();
    for (JsonObject line : lines) {
      GroundTruth.Page page = ExportLine.page(line);
      if (!page.equals(truth.pages().get(page.url()))) {
        wrong.put("expected " + truth.pages().get(page.url()), page);
      }
    }
    assertThat(first(wrong.entrySet().stream()))
        .as("other than expected, of %d", wrong.size())
        .isEmpty();
  }

  /** Asserts that a job's counters tell the same as its lines. */
  void assertCountedIn(JsonObject job) {
    JsonObject counters = job.getJsonObject("counters");
    assertThat(counters.getInt("fetched")).as("fetched").isEqualTo(count(200, 299));
    long broken = brokenRedirects();
    assertThat(counters.getInt("redirected")).as("redirected").isEqualTo(count(300, 399) - broken);
    assertThat(counters.getInt("failed"))
        .as("failed")
        .isEqualTo(count(0, 0) + count(400, 599) + broken);
    assertThat(counters.getInt("queued") + counters.getInt("inFlight")).as("open").isZero();
    assertThat(counters.getInt("discovered"))
        .as("discovered")
        .isEqualTo(lines.size() + counters.getInt("excluded"));
  }

  /** Redirects that lead nowhere, such as loops, have failed. */
  private long brokenRedirects() {
    return lines.stream()
        .filter(line -> status(line) >= 300 && status(line) < 400)
        .filter(line -> text(line, "error").isPresent())
        .count();
  }

  /** The error of a line, or nothing where there is none. */
  static Optional<String> text(JsonObject line, String field) {
    return ExportLine.text(line, field);
  }

  /** The status of a line; 0 where there was no answer. */
  static int status(JsonObject line) {
    return ExportLine.status(line);
  }

  private int count(int from, int to) {
    return (int)
        lines.stream()
            .mapToInt(Crawled::status)
            .filter(status -> from <= status && status <= to)
            .count();
  }

  private static Stream<String> without(Collection<String> all, Collection<String> some) {
    TreeSet<String> rest = new TreeSet<>(all);
    rest.removeAll(some);
    return rest.stream();
  }

  private static <T> List<T> first(Stream<T> items) {
    return items.limit(SHOWN).toList();
  }
}
