package dev.trawl.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.site.RequestLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What a server has seen of a crawler's politeness. */
final class Gaps {
  private Gaps() {}

  /** From the end of each answer to the start of the next request, whatever was asked for. */
  static void assertAtLeast(Duration delay, RequestLog log) {
    List<RequestLog.Entry> requests = List.copyOf(log.entries());
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
