package dev.trawl.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Clients that may fetch from this machine, and what tests ask of their results. */
public final class Clients {
  static final AllowedNetworks LOOPBACK = AllowedNetworks.parse("127.0.0.0/8");

  static final Limits MEBIBYTE = Limits.failAbove(1 << 20);

  private Clients() {}

  static HttpSettings settings() {
    return HttpSettings.of("Trawl/test (+https://example.org/)", LOOPBACK);
  }

  public static GuardedHttpClient loopback() {
    return new GuardedHttpClient(settings());
  }

  /** Patience of some hundred milliseconds: connect, first byte, whole answer, speed window. */
  public static GuardedHttpClient impatient() {
    return new GuardedHttpClient(settings().withTimeouts(impatience(300, 900, 200)));
  }

  static Timeouts impatience(int firstByte, int answer, int window) {
    return new Timeouts(
        Duration.ofMillis(300),
        Duration.ofMillis(firstByte),
        Duration.ofMillis(answer),
        100,
        Duration.ofMillis(window));
  }

  static Answer answer(Exchange exchange) {
    assertThat(exchange).isInstanceOf(Answer.class);
    return (Answer) exchange;
  }

  static Failure failure(Exchange exchange) {
    assertThat(exchange).isInstanceOf(Failure.class);
    return (Failure) exchange;
  }

  static String text(Exchange exchange) {
    return new String(answer(exchange).body(), StandardCharsets.UTF_8);
  }

  static Reason reason(Exchange exchange) {
    return failure(exchange).reason();
  }
}
