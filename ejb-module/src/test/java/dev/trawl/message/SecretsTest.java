package dev.trawl.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is shown of a message that was refused. */
class SecretsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"origin\":\"https://a.example\",\"username\":\"me\",\"password\":\"hunter2\"}",
        "{\"token\" : \"hunter2\", \"origin\": 1}",
        "{\"password\": \"a \\\" hunter2\"}",
        "{\"password\": \"hunter2",
        "{'password': 'hunter2'}",
        "{password: hunter2}",
        "{\"PASSWORD\":\n[\"x\", \"hunter2\"]}",
        "{\"password\": {\"x\": \"hunter2\"}}",
        "{\"headers\": {\"Cookie\": \"sid=hunter2; a=b\", \"authorization\": \"Basic hunter2\"}}",
        "{\"password\": \"\\",
      })
  void hasNoValueOfAPasswordAndTheLike(String text) {
    assertThat(Secrets.hidden(text)).doesNotContain("hunter2").contains("***");
  }

  @Test
  void isOtherwiseAsItCame() {
    assertThat(
            Secrets.hidden(
                "{\"robotsToken\":\"trawl\",\"seeds\":[\"http://a.example/?token=1\"],\"password\":\"x\",\"depth\":1}"))
        .isEqualTo(
            "{\"robotsToken\":\"trawl\",\"seeds\":[\"http://a.example/?token=1\"],\"password\":\"***\",\"depth\":1}");
  }

  @Test
  void takesLittleTimeAndStackForWhatIsLong() {
    String escapes = "\\\"".repeat(1_000);
    assertThat(Secrets.hidden("{\"password\":\"" + escapes)).isEqualTo("{\"password\":\"***\"");
  }
}
