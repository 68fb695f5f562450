package dev.trawl.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.http.Headers;
import org.junit.jupiter.api.Test;

class HeadFieldsTest {
  @Test
  void aResultTakesTheFirstCookiesUpToThirtyTwoKilobytes() {
    String large = "a=" + "x".repeat(16_380);
    assertThat(
            HeadFields.cookies(
                Headers.of("Set-Cookie", "b=1", "X", "y", "set-cookie", "c=2; Path=/", "Date", "")))
        .containsExactly("b=1", "c=2; Path=/");
    assertThat(HeadFields.cookies(Headers.of("Set-Cookie", large, "Set-Cookie", large)))
        .containsExactly(large, large);
    assertThat(HeadFields.cookies(Headers.of("Set-Cookie", large, "Set-Cookie", large + "xxx")))
        .containsExactly(large);
  }

  @Test
  void whatIsTooLongIsLeftOut() {
    String longest = "/" + "x".repeat(8_191);
    assertThat(HeadFields.location(Headers.of("Location", longest))).contains(longest);
    assertThat(HeadFields.location(Headers.of("Location", longest + "x"))).isEmpty();
    assertThat(HeadFields.contentType(Headers.of("Content-Type", "text/html")))
        .contains("text/html");
    assertThat(HeadFields.contentType(Headers.of("Content-Type", "x".repeat(1_001)))).isEmpty();
    String tag = "noindex, " + "x".repeat(5_000);
    assertThat(HeadFields.robotsTags(Headers.of("X-Robots-Tag", tag, "X-Robots-Tag", tag)))
        .containsExactly(tag);
  }
}
