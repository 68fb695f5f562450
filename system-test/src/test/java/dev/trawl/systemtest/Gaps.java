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
    Map<String, List<RequestLog.Entry>> byHost =
        log.entries().stream()
            .sorted(Comparator.comparing(RequestLog.Entry::at))
            .collect(Collectors.groupingBy(entry -> URI.create(entry.url()).getAuthority()));
    assertThat(byHost).isNotEmpty();
    byHost.values().forEach(requests -> assertAtLeast(delay, requests));
  }

  private static void assertAtLeast(Duration delay, List<RequestLog.Entry> requests) {
    assertThat(requests).hasSizeGreaterThan(1);
    for (int i = 1; i < requests.size(); i++) {
      RequestLog.Entry before = requests.get(i - 1);
      Instant end = before.at().plus(before.took());
      assertThat(Duration.between(end, requests.get(i).at()))
          .as("between %s and %s", before.url(), requests.get(i).url())
          .isGreaterThanOrEqualTo(delay);
    }
  }
}
