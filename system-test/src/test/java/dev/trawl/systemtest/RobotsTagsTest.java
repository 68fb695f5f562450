package dev.trawl.systemtest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.site.Answer;
import dev.trawl.site.RequestLog;
import dev.trawl.site.SyntheticWeb;
import dev.trawl.stack.Api;
import dev.trawl.stack.JobRequest;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pages that say of themselves and of their links what a crawler may do with them. */
@ExtendWith(SharedStack.class)
class RobotsTagsTest {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private static SyntheticWeb web() {
    SyntheticWeb web = SyntheticWeb.serve(new SyntheticWeb.Shape(20, 1, 6, 3));
    web.with(
        "/start",
        Answer.Reply.html(
            "<a href=/secret>s</a><a href=/header>h</a><a rel='nofollow ugc' href=/paid>p</a>"
                + "<a href=/dead-end>d</a><a href=/expired>e</a>"));
    web.with(
        "/secret",
        Answer.Reply.html("<meta name=robots content=noindex><a href=/behind-secret>x</a>"));
    web.with("/behind-secret", Answer.Reply.html("<title>found</title>"));
    web.with(
        "/header",
        Answer.Reply.of(
            200,
            Map.of("Content-Type", "text/plain", "X-Robots-Tag", "trawl: noindex"),
            "not to be kept".getBytes(UTF_8)));
    web.with(
        "/expired",
        Answer.Reply.of(
            200,
            Map.of(
                "Content-Type",
                "text/plain",
                "X-Robots-Tag",
                "trawl: unavailable_after: Fri, 25 Jun 2010 15:00:00 PST"),
            "over".getBytes(UTF_8)));
    web.with(
        "/dead-end",
        Answer.Reply.html("<meta name=trawl content=nofollow><a href=/behind-dead-end>x</a>"));
    web.with("/paid", Answer.Reply.html("<title>paid</title>"));
    web.with("/behind-dead-end", Answer.Reply.html("<title>hidden</title>"));
    return web;
  }

  private static Map<String, JsonObject> byPath(Api api, JsonObject job) {
    return api.export(job.getString("id")).stream()
        .collect(
            Collectors.toMap(
                line -> line.getString("url").replaceFirst("^http://[^/]*", ""),
                Function.identity()));
  }

  @Test
  void theyAreObeyedByDefault(Api api) {
    try (SyntheticWeb web = web()) {
      JsonObject job = api.crawl(JobRequest.of(web.url("/start")), LIMIT);

      Map<String, JsonObject> pages = byPath(api, job);
      assertThat(pages)
          .containsOnlyKeys(
              "/start", "/secret", "/header", "/expired", "/dead-end", "/behind-secret");
      for (String path : List.of("/secret", "/header", "/expired")) {
        JsonObject page = Objects.requireNonNull(pages.get(path));
        assertThat(page.getInt("status")).isEqualTo(200);
        assertThat(page.getInt("bytes")).isPositive();
        assertThat(page.isNull("sha256")).isTrue();
        assertThat(page.isNull("error")).isTrue();
        assertThat(api.get("/api/pages/" + page.getString("id") + "/content").statusCode())
            .isEqualTo(404);
      }
      assertThat(Objects.requireNonNull(pages.get("/start")).getJsonArray("outlinks")).hasSize(5);
      assertThat(job.getJsonObject("counters").getInt("excluded")).isEqualTo(2);
      assertThat(requested(web)).doesNotContain("/paid", "/behind-dead-end");
    }
  }

  @Test
  void aJobMayIgnoreThem(Api api) {
    try (SyntheticWeb web = web()) {
      JsonObject job =
          api.crawl(JobRequest.of(web.url("/start")).politeness("robotsTags", "ignore"), LIMIT);

      Map<String, JsonObject> pages = byPath(api, job);
      assertThat(pages).hasSize(8).containsKeys("/paid", "/behind-dead-end");
      assertThat(pages.values()).noneMatch(page -> page.isNull("sha256"));
    }
  }

  private static Set<String> requested(SyntheticWeb web) {
    return web.log().entries().stream()
        .map(RequestLog.Entry::url)
        .map(url -> url.replaceFirst("^http://[^/]*", ""))
        .collect(Collectors.toSet());
  }
}
