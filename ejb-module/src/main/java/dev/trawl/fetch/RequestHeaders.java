package dev.trawl.fetch;

import dev.trawl.credential.CredentialKey;
import dev.trawl.credential.UnreadableCredentialException;
import dev.trawl.http.Headers;
import dev.trawl.message.FetchTask;
import dev.trawl.message.FetchTask.TaskUrl;
import dev.trawl.url.CrawlUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The header fields that a task wants to be sent with one of its requests. */
final class RequestHeaders {
  private RequestHeaders() {}

  /**
   * Those of the job, of the URL, and the host's secret.
   *
   * @param target what is requested
   * @param key opens the secret; by the target's origin, so that it opens for no other
   * @throws UnreadableCredentialException if it does not
   */
  static Headers of(FetchTask task, TaskUrl url, CrawlUrl target, Optional<CredentialKey> key) {
    if (task.headers().isEmpty() && url.headers().isEmpty() && task.authorization().isEmpty()) {
      return Headers.NONE;
    }
    List<Headers.Field> fields = new ArrayList<>();
    task.headers().forEach((name, value) -> fields.add(new Headers.Field(name, value)));
    url.headers().forEach((name, value) -> fields.add(new Headers.Field(name, value)));
    task.authorization()
        .map(value -> open(value, target.origin(), key))
        .ifPresent(opened -> fields.add(new Headers.Field("Authorization", opened)));
    return new Headers(fields);
  }

  private static String open(String sealed, String origin, Optional<CredentialKey> key) {
    return key.orElseThrow(
            () ->
                new UnreadableCredentialException(
                    CredentialKey.VARIABLE + " is not set where " + origin + " was to be asked"))
        .open(origin, sealed);
  }
}
