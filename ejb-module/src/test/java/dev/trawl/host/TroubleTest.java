package dev.trawl.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.body.Body;
import dev.trawl.message.FetchOutcome.Answer;
import dev.trawl.message.FetchOutcome.Failure;
import dev.trawl.message.FetchOutcome.NotRequested;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an outcome says against its host. */
class TroubleTest {
  private static final Duration PAUSE = Duration.ofSeconds(7);

  private static Answer answer(int status, Optional<Duration> retryAfter) {
    return new Answer(
        status,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        retryAfter,
        Optional.empty(),
        Body.EMPTY,
        Optional.empty());
  }

  private static Failure failure(String error) {
    return new Failure(Optional.empty(), error, "no");
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void aServerThatIsOverloadedSaysSo(int status) {
    assertThat(Trouble.of(answer(status, Optional.empty())))
        .contains(new Trouble(1, false, "status " + status, Duration.ZERO));
    assertThat(Trouble.of(answer(status, Optional.of(PAUSE))))
        .contains(new Trouble(1, false, "status " + status, PAUSE));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 301, 404, 500, 502})
  void mostAnswersSayNothing(int status) {
    assertThat(Trouble.of(answer(status, Optional.of(PAUSE)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dns", "refused", "unreachable", "connect-timeout", "timeout", "tls"})
  void noConnectionAndNoFirstByteCount(String error) {
    assertThat(Trouble.of(failure(error)))
        .contains(new Trouble(1, false, error + ": no", Duration.ZERO));
  }

  @ParameterizedTest
  @ValueSource(strings = {"reset", "too-slow", "malformed", "too-large", "bomb", "fetcher-error"})
  void whatIsWrongWithOneAnswerDoesNot(String error) {
    assertThat(Trouble.of(failure(error))).isEmpty();
  }

  @Test
  void robotsTxtThatIsNotToBeHadIsNoFailureOfPages() {
    assertThat(
            Trouble.of(new NotRequested("robots-unreachable", "refused: no", Optional.of(PAUSE))))
        .contains(new Trouble(0, true, "refused: no", PAUSE));
  }

  @Test
  void aProxyThatFailsIsNoFailureOfTheHostWhichIsLeftAloneForAWhile() {
    assertThat(Trouble.of(new NotRequested("proxy-unavailable", "the proxy is away")))
        .get()
        .satisfies(
            trouble -> {
              assertThat(trouble.failures()).isZero();
              assertThat(trouble.robots()).isFalse();
              assertThat(trouble.detail()).isEqualTo("the proxy is away");
              assertThat(trouble.pause())
                  .isBetween(Duration.ofMillis(22_500), Duration.ofMillis(37_500));
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"not-running", "robots-fetched", "robots-disallowed", "address-refused"})
  void otherReasonsNotToAskAreNotTheHosts(String error) {
    assertThat(Trouble.of(new NotRequested(error, "so"))).isEmpty();
  }

  @Test
  void togetherTheyCountAndTheLongestPauseHolds() {
    Trouble first = new Trouble(1, false, "status 503", PAUSE);
    Trouble robots = new Trouble(0, true, "refused: no", Duration.ZERO);
    assertThat(first.plus(robots)).isEqualTo(new Trouble(1, true, "refused: no", PAUSE));
    assertThat(robots.plus(first)).isEqualTo(new Trouble(1, true, "status 503", PAUSE));
    assertThat(first.plus(first).failures()).isEqualTo(2);
  }
}
