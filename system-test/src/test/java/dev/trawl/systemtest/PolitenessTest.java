package dev.trawl.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.site.Answer;
import dev.trawl.site.RequestLog;
import dev.trawl.site.SyntheticWeb;
import dev.trawl.stack.Api;
import dev.trawl.stack.JobRequest;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedStack.class)
class PolitenessTest {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  @Test
  void theDelayRunsFromTheEndOfAnAnswerToTheNextRequest(Api api) {
    Duration delay = Duration.ofMillis(300);
    try (SyntheticWeb web = SyntheticWeb.serve(new SyntheticWeb.Shape(20, 1, 6, 3))) {
      api.crawl(JobRequest.of(web.start()).connections(1).delay(delay), LIMIT);

      List<RequestLog.Entry> pages =
          web.log().entries().stream().filter(entry -> entry.url().contains("/p/")).toList();
      assertThat(pages).hasSize(20);
      Gaps.assertAtLeast(delay, web.log());
    }
  }

  @Test
  void robotsAreAskedFirstAndOnceAndObeyed(Api api) {
    try (SyntheticWeb web = SyntheticWeb.serve(new SyntheticWeb.Shape(30, 1, 6, 3))) {
      web.with(
          "/robots.txt",
          Answer.Reply.text(200, "User-agent: trawl\nDisallow: /p/1\nAllow: /p/1$\n"));
      JsonObject job = api.crawl(JobRequest.of(web.start()), LIMIT);

      List<String> requested = web.log().entries().stream().map(RequestLog.Entry::url).toList();
      assertThat(requested.get(0)).isEqualTo(web.url("/robots.txt"));
      assertThat(requested).containsOnlyOnce(web.url("/robots.txt")).contains(web.url("/p/1"));
      assertThat(requested).noneMatch(url -> url.matches(".*/p/1[0-9]"));
      new Crawled(api.export(job.getString("id"))).assertCountedIn(job);
    }
  }
}
