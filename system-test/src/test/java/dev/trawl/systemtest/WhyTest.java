package dev.trawl.systemtest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.site.Answer;
import dev.trawl.site.SyntheticWeb;
import dev.trawl.stack.Api;
import dev.trawl.stack.JobRequest;
import dev.trawl.stack.Outcome;
import dev.trawl.stack.Trawl;
import jakarta.json.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** For every URL of a crawl it is told what became of it. */
@ExtendWith(SharedStack.class)
class WhyTest {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration SOON = Duration.ofSeconds(30);

  private static SyntheticWeb web() {
    SyntheticWeb web = SyntheticWeb.serve(new SyntheticWeb.Shape(20, 1, 6, 3));
    web.with(
        "/robots.txt",
        Answer.Reply.text(200, "Sitemap: /pages.txt\nUser-agent: *\nDisallow: /secret\n"));
    web.with("/pages.txt", Answer.Reply.text(200, web.url("/start") + "\n"));
    web.with(
        "/start",
        Answer.Reply.html(
            "<a href=/good>g</a><a href=/secret/x>s</a><a rel=nofollow href=/paid>p</a><a href=/old>o</a>"
                + "<a href=/broken>b</a><a href=/gone>m</a><a href='http://elsewhere.example/'>e</a>"));
    web.with("/good", Answer.Reply.html("<a href=/deep>d</a>"));
    web.with("/old", Answer.Reply.of(301, Map.of("Location", "/new"), new byte[0]));
    web.with("/new", Answer.Reply.html("<title>new</title>"));
    web.with("/broken", Answer.Reply.text(500, "broken"));
    web.with("/gone", Answer.Reply.text(404, "gone"));
    return web;
  }

  private static HttpResponse<String> ask(Api api, String job, String url) {
    return api.get("/api/jobs/" + job + "/urls?url=" + URLEncoder.encode(url, UTF_8));
  }

  private static JsonObject why(Api api, String job, String url) {
    HttpResponse<String> answer = ask(api, job, url);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Api.parse(answer.body());
  }

  private static void assertExcluded(JsonObject why, String rule, String detail) {
    assertThat(why.getString("state")).isEqualTo("done");
    assertThat(why.getString("outcome")).isEqualTo("excluded");
    assertThat(why.getString("rule")).isEqualTo(rule);
    assertThat(why.getString("detail")).contains(detail);
    assertThat(why.getJsonArray("attempts")).isEmpty();
  }

  private static void assertEnded(JsonObject why, String outcome, Integer... statuses) {
    assertThat(why.getString("state")).isEqualTo("done");
    assertThat(why.getString("outcome")).isEqualTo(outcome);
    assertThat(why.isNull("rule")).isTrue();
    List<JsonObject> attempts = why.getJsonArray("attempts").getValuesAs(JsonObject.class);
    assertThat(attempts).extracting(attempt -> attempt.getInt("status")).containsExactly(statuses);
    assertThat(attempts).extracting(attempt -> attempt.getString("at")).isSorted();
  }

  @Test
  void everyUrlHasAnOutcome(Api api) {
    try (SyntheticWeb web = web()) {
      String given = web.url("/start?utm_source=mail");
      String job = api.crawl(JobRequest.of(given).maxDepth(1), LIMIT).getString("id");

      JsonObject seed = why(api, job, given);
      assertEnded(seed, "fetched", 200);
      assertThat(seed.getString("url")).isEqualTo(web.url("/start"));
      assertThat(seed.isNull("referrer")).isTrue();
      JsonObject good = why(api, job, web.url("/good#there"));
      assertEnded(good, "fetched", 200);
      assertThat(good.getString("url")).isEqualTo(web.url("/good"));
      assertThat(good.getInt("depth")).isEqualTo(1);
      assertThat(good.getString("referrer")).isEqualTo(web.url("/start"));
      JsonObject old = why(api, job, web.url("/old"));
      assertEnded(old, "redirected", 301);
      assertThat(old.getString("detail")).contains(web.url("/new"));
      assertThat(why(api, job, web.url("/new")).getString("referrer")).isEqualTo(web.url("/old"));
      assertEnded(why(api, job, web.url("/gone")), "failed", 404);
      assertEnded(why(api, job, web.url("/broken")), "failed", 500, 500, 500);
      assertExcluded(why(api, job, web.url("/deep")), "maxDepth", "1");
      assertExcluded(why(api, job, web.url("/secret/x")), "robots-disallowed", "Disallow: /secret");
      assertExcluded(why(api, job, web.url("/paid")), "nofollow", "not to be followed");
      assertExcluded(why(api, job, "http://elsewhere.example/"), "within", "host");
      JsonObject sitemap = why(api, job, web.url("/pages.txt"));
      assertEnded(sitemap, "fetched", 200);
      assertThat(sitemap.getString("kind")).isEqualTo("sitemap");
      assertThat(sitemap.getString("detail")).isEqualTo("pages that it names: 1");
      JsonObject robots = why(api, job, web.url("/robots.txt"));
      assertEnded(robots, "fetched");
      assertThat(robots.getString("kind")).isEqualTo("robots");
      assertThat(robots.getString("detail")).startsWith("status 200 at ");
    }
  }

  @Test
  void whatCannotBeToldIsAProblem(Api api) {
    try (SyntheticWeb web = web()) {
      String job = api.submit(JobRequest.of(web.url("/new")));
      assertThat(ask(api, job, web.url("/never")).statusCode()).isEqualTo(404);
      assertThat(ask(api, "00000000-0000-4000-8000-000000000000", web.url("/new")).statusCode())
          .isEqualTo(404);
      for (HttpResponse<String> wrong :
          List.of(ask(api, job, "mailto:a@b.example"), api.get("/api/jobs/" + job + "/urls"))) {
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.headers().firstValue("Content-Type").orElse(""))
            .startsWith("application/problem+json");
        assertThat(
                Api.parse(wrong.body()).getJsonArray("errors").getJsonObject(0).getString("field"))
            .isEqualTo("url");
      }
      api.awaitState(job, LIMIT, "COMPLETED");
    }
  }

  @Test
  void theCommandTellsItTooAndFailsForWhatIsNotKnown(Trawl trawl) {
    Api api = trawl.api();
    try (SyntheticWeb web = web()) {
      String job = api.crawl(JobRequest.of(web.url("/gone")), LIMIT).getString("id");
      Outcome told = trawl.run(SOON, "why", job, web.url("/gone")).orThrow();
      assertThat(told.out()).contains(web.url("/gone")).contains("failed").contains("404");
      Outcome json = trawl.run(SOON, "why", job, web.url("/gone"), "--json").orThrow();
      assertThat(Api.parse(json.out())).isEqualTo(why(api, job, web.url("/gone")));
      String robots = web.url("/robots.txt");
      assertThat(trawl.run(SOON, "why", job, robots).orThrow().out())
          .contains("kind         robots");
      Outcome unknown = trawl.run(SOON, "why", job, web.url("/never"));
      assertThat(unknown.exit()).isEqualTo(1);
      assertThat(unknown.out()).isEmpty();
      assertThat(unknown.err()).contains("never met").contains(web.url("/never"));
    }
  }
}
