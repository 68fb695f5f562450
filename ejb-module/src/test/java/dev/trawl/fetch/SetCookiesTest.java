package dev.trawl.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.http.Headers;
import org.junit.jupiter.api.Test;

class SetCookiesTest {
  @Test
  void aResultTakesTheFirstCookiesUpToThirtyTwoKilobytes() {
    String large = "a=" + "x".repeat(16_380);
    assertThat(
            SetCookies.of(
                Headers.of("Set-Cookie", "b=1", "X", "y", "set-cookie", "c=2; Path=/", "Date", "")))
        .containsExactly("b=1", "c=2; Path=/");
    assertThat(SetCookies.of(Headers.of("Set-Cookie", large, "Set-Cookie", large)))
        .containsExactly(large, large);
    assertThat(SetCookies.of(Headers.of("Set-Cookie", large, "Set-Cookie", large + "xxx")))
        .containsExactly(large);
  }
}
