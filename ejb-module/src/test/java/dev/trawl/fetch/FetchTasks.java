package dev.trawl.fetch;

import dev.trawl.message.FetchTask;
import dev.trawl.message.FetchTask.TaskUrl;
import dev.trawl.message.FetchTimes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Tasks for tests. */
final class FetchTasks {
  private FetchTasks() {}

  /** One with two URLs, without delay and robots. */
  static FetchTask ofTwoUrls() {
    return withAuthorization(Optional.empty());
  }

  /** The same with a sealed secret. */
  static FetchTask withAuthorization(Optional<String> sealed) {
    return of(false, sealed, List.of(url("http://a.example/1"), url("http://a.example/2")));
  }

  /** Of one URL. */
  static FetchTask of(String url) {
    return of(false, Optional.empty(), List.of(url(url)));
  }

  /** A page and a sitemap of a job that wants text of documents. */
  static FetchTask wantingTexts() {
    TaskUrl sitemap =
        new TaskUrl(UUID.randomUUID(), "http://a.example/sitemap.xml", 0, TaskUrl.SITEMAP);
    return of(true, Optional.empty(), List.of(url("http://a.example/1"), sitemap));
  }

  private static FetchTask of(boolean documents, Optional<String> sealed, List<TaskUrl> urls) {
    return new FetchTask(
        UUID.randomUUID(),
        UUID.randomUUID(),
        "http://a.example",
        Duration.ZERO,
        1,
        100,
        false,
        false,
        documents,
        FetchTimes.DEFAULT,
        Map.of(),
        false,
        sealed,
        urls);
  }

  private static TaskUrl url(String url) {
    return new TaskUrl(UUID.randomUUID(), url, 0, "page");
  }
}
