package dev.trawl.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import org.junit.jupiter.api.Test;

class WhyReportTest {

  private static JsonObjectBuilder why(JsonArrayBuilder attempts) {
    return Json.createObjectBuilder()
        .add("url", "http://a.example/x")
        .add("kind", "page")
        .add("state", "done")
        .add("outcome", "failed")
        .addNull("rule")
        .add("detail", "nobody listens")
        .add("depth", 2)
        .add("referrer", "http://a.example/")
        .add("attempts", attempts);
  }

  private static JsonObjectBuilder attempt() {
    return Json.createObjectBuilder()
        .add("at", "2026-01-02T03:04:05Z")
        .add("node", "n1")
        .add("durationMs", 12);
  }

  @Test
  void whatIsKnownIsALineAndSoIsEachAttempt() {
    JsonArrayBuilder attempts =
        Json.createArrayBuilder()
            .add(attempt().add("status", 503).addNull("error").addNull("detail"))
            .add(attempt().addNull("status").add("error", "refused").add("detail", "no"));
    assertThat(WhyReport.of(why(attempts).build()).lines())
        .containsExactly(
            "url          http://a.example/x",
            "kind         page",
            "state        done",
            "outcome      failed",
            "detail       nobody listens",
            "depth        2",
            "found on     http://a.example/",
            "attempts     2",
            "  2026-01-02T03:04:05Z  n1  12 ms  503",
            "  2026-01-02T03:04:05Z  n1  12 ms  refused no");
  }

  @Test
  void aSeedWasFoundNowhere() {
    assertThat(WhyReport.of(why(Json.createArrayBuilder()).addNull("referrer").build()))
        .contains("(a seed)");
  }

  @Test
  void aSitemapMayBeNamedByNoUrl() {
    JsonObjectBuilder sitemap = why(Json.createArrayBuilder()).add("kind", "sitemap");
    assertThat(WhyReport.of(sitemap.addNull("referrer").build()).lines())
        .contains("kind         sitemap", "found on     - (robots.txt, or the job)");
  }

  @Test
  void textFromOutsideGivesTheTerminalNoOrders() {
    String report =
        WhyReport.of(why(Json.createArrayBuilder()).add("detail", "a\u001b[2J\r\n\u009bb").build());
    assertThat(report.lines()).contains("detail       a [2J b");
  }
}
