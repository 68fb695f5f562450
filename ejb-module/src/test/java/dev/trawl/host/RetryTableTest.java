package dev.trawl.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.http.Reason;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of the contract, row by row. */
class RetryTableTest {
  private static final Set<Reason> FINAL =
      EnumSet.of(
          Reason.MALFORMED,
          Reason.BOMB,
          Reason.TOO_LARGE,
          Reason.ADDRESS_REFUSED,
          Reason.CANCELLED,
          Reason.PROXY);
  private static final List<Integer> REQUESTS = List.of(2, 8);

  /** Exactly these pauses, each ± 25 %, and then none. */
  private static void assertPauses(IntFunction<Optional<Duration>> pause, List<Integer> seconds) {
    for (int i = 0; i < seconds.size(); i++) {
      long millis = seconds.get(i) * 1_000L;
      assertThat(pause.apply(i).orElseThrow().toMillis()).isBetween(millis * 3 / 4, millis * 5 / 4);
    }
    assertThat(pause.apply(seconds.size())).isEmpty();
    assertThat(pause.apply(seconds.size() + 1)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503, 504, 599})
  void anErrorOfTheServerIsTriedThreeTimes(int status) {
    assertPauses(attempt -> RetryTable.afterStatus(status, attempt), REQUESTS);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 204, 301, 304, 400, 404, 410, 428, 499})
  void anyOtherAnswerIsFinal(int status) {
    assertPauses(attempt -> RetryTable.afterStatus(status, attempt), List.of());
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void everyReasonForNoAnswerHasItsRow(Reason reason) {
    assertPauses(
        attempt -> RetryTable.afterFailure(reason.wire(), attempt),
        FINAL.contains(reason) ? List.of() : REQUESTS);
  }

  @Test
  void robotsAreAskedForAgainThreeTimes() {
    assertPauses(RetryTable::afterAsking, List.of(5, 15, 40));
  }

  @Test
  void aHostIsPutAsideForHalfAMinuteDoublingToAnHour() {
    List<Integer> seconds = List.of(30, 60, 120, 240, 480, 960, 1920, 3600, 3600);
    for (int rounds = 0; rounds < seconds.size(); rounds++) {
      long millis = seconds.get(rounds) * 1_000L;
      assertThat(RetryTable.aside(rounds).toMillis()).isBetween(millis * 3 / 4, millis * 5 / 4);
    }
    assertThat(RetryTable.aside(Integer.MAX_VALUE)).isGreaterThan(Duration.ofMinutes(44));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 302, 404, 500, 502, 504})
  void mostAnswersSayNothingAgainstTheirHost(int status) {
    assertThat(RetryTable.countsAgainstHost(status)).isFalse();
  }

  @Test
  void whatCountsAgainstAHostIsInTheTable() {
    assertThat(RetryTable.countsAgainstHost(429)).isTrue();
    assertThat(RetryTable.countsAgainstHost(503)).isTrue();
    assertThat(
            java.util.Arrays.stream(Reason.values())
                .filter(reason -> RetryTable.countsAgainstHost(reason.wire())))
        .containsExactlyInAnyOrder(
            Reason.DNS,
            Reason.REFUSED,
            Reason.UNREACHABLE,
            Reason.CONNECT_TIMEOUT,
            Reason.TIMEOUT,
            Reason.TLS);
  }

  @Test
  void whatFailedTogetherDoesNotComeBackTogether() {
    long different =
        java.util.stream.IntStream.range(0, 50)
            .mapToObj(i -> RetryTable.afterStatus(500, 1))
            .distinct()
            .count();
    assertThat(different).isGreaterThan(10);
  }
}
