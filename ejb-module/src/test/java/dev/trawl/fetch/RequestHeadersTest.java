package dev.trawl.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trawl.credential.CredentialKey;
import dev.trawl.credential.UnreadableCredentialException;
import dev.trawl.http.Headers;
import dev.trawl.message.FetchTask;
import dev.trawl.message.FetchTask.TaskUrl;
import dev.trawl.url.CrawlUrl;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a request carries because of its task. */
class RequestHeadersTest {
  private static final String ORIGIN = "http://a.example";
  private static final CredentialKey KEY =
      CredentialKey.of("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
  private static final CredentialKey OTHER =
      CredentialKey.of("AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
  private static final FetchTask SECRET =
      FetchTasks.withAuthorization(Optional.of(KEY.bearer(ORIGIN, "t").sealed()));

  private static Headers of(FetchTask task, String url, Optional<CredentialKey> key) {
    TaskUrl asked = new TaskUrl(UUID.randomUUID(), url, 0, "page", Map.of("Cookie", "a=1"));
    return RequestHeaders.of(task, asked, CrawlUrl.parse(url).orElseThrow(), key);
  }

  @Test
  void theSecretOfItsHostIsOpened() {
    Headers headers = of(SECRET, "http://me@a.example/x", Optional.of(KEY));
    assertThat(headers.first("Authorization")).contains("Bearer t");
    assertThat(headers.first("Cookie")).contains("a=1");
  }

  @Test
  void withoutASecretThereIsNoneAndNoKeyIsNeeded() {
    Headers headers = of(FetchTasks.ofTwoUrls(), "http://a.example/x", Optional.empty());
    assertThat(headers.first("Authorization")).isEmpty();
    assertThat(headers.first("Cookie")).contains("a=1");
  }

  @Test
  void itIsNotSentToAnotherOriginWhateverTheTaskSays() {
    for (String url :
        new String[] {"https://a.example/", "http://a.example:8080/", "http://b.example/"}) {
      assertThatThrownBy(() -> of(SECRET, url, Optional.of(KEY)))
          .isInstanceOf(UnreadableCredentialException.class);
    }
  }

  @Test
  void aNodeWithAnotherKeyOrNoneSaysSo() {
    assertThatThrownBy(() -> of(SECRET, "http://a.example/", Optional.of(OTHER)))
        .isInstanceOf(UnreadableCredentialException.class)
        .hasMessageContaining("another " + CredentialKey.VARIABLE);
    assertThatThrownBy(() -> of(SECRET, "http://a.example/", Optional.empty()))
        .isInstanceOf(UnreadableCredentialException.class)
        .hasMessageContaining(CredentialKey.VARIABLE + " is not set");
  }
}
