package dev.trawl.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.site.RequestLog;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a server has seen of a crawler's politeness. */
final class Gaps {
  private Gaps() {}

  /**
   * From the end of each answer of a host to the start of the next request there, whatever was
   * asked for.
   */
  static void assertAtLeast(Duration delay, RequestLog log) {
    assertAtLeast(delay, log, Instant.MAX);
  }

  /**
   * The same, where a node was killed: what it asked for ended then, and not when the server
   * noticed.
   */
  static void assertAtLeast(Duration delay, RequestLog log, Instant killed) {
    Map<String, List<RequestLog.Entry>> byHost =
        log.entries().stream()
            .sorted(Comparator.comparing(RequestLog.Entry::at))
            .collect(Collectors.groupingBy(entry -> URI.create(entry.url()).getAuthority()));
    assertThat(byHost).isNotEmpty();
    byHost.values().forEach(requests -> assertAtLeast(delay, requests, killed));
  }

  private static void assertAtLeast(
      Duration delay, List<RequestLog.Entry> requests, Instant killed) {
    assertThat(requests).hasSizeGreaterThan(1);
    for (int i = 1; i < requests.size(); i++) {
      RequestLog.Entry before = requests.get(i - 1);
      Instant answered = before.at().plus(before.took());
      boolean lost = before.at().isBefore(killed) && answered.isAfter(killed);
      Instant end = lost ? killed : answered;
      assertThat(Duration.between(end, requests.get(i).at()))
          .as("between %s and %s", before.url(), requests.get(i).url())
          .isGreaterThanOrEqualTo(delay);
    }
  }
}
