package dev.trawl.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.site.Answer;
import dev.trawl.site.SyntheticWeb;
import dev.trawl.stack.Api;
import dev.trawl.stack.JobRequest;
import jakarta.json.JsonObject;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What was crawled can be looked at while nobody exports it. */
@ExtendWith(SharedStack.class)
class PagesTest {
  private static final Duration A_CRAWL = Duration.ofMinutes(1);

  @Test
  void theyAreListedInPartsFilteredAndShownOneByOne(Api api) {
    try (SyntheticWeb web = SyntheticWeb.serve(new SyntheticWeb.Shape(25, 1, 4, 41))) {
      web.withLinks("/all", List.of(web.start(), web.url("/status/404"), web.url("/redirect?n=2")));
      String id = api.crawl(JobRequest.of(web.url("/all")), A_CRAWL).getString("id");

      List<String> listed = new ArrayList<>();
      String cursor = "";
      do {
        JsonObject part = list(api, id, "?limit=10" + cursor);
        urls(part).forEach(listed::add);
        cursor = part.isNull("next") ? "" : "&cursor=" + part.getString("next");
      } while (!cursor.isEmpty());
      List<String> exported = api.export(id, line -> line.getString("url"));
      assertThat(listed).containsExactlyInAnyOrderElementsOf(exported).hasSize(30);
      assertThat(listed.get(listed.size() - 1)).as("stored first").isEqualTo(web.url("/all"));

      assertThat(urls(list(api, id, "?status=404"))).containsExactly(web.url("/status/404"));
      assertThat(urls(list(api, id, "?q=/p/24"))).containsExactly(web.url("/p/24"));
      assertThat(urls(list(api, id, "?host=127.0.0.1&type=text/html&limit=1000"))).hasSize(27);
      assertThat(urls(list(api, id, "?host=elsewhere.example"))).isEmpty();
      assertThat(api.get("/api/jobs/" + id + "/pages?status=x").statusCode()).isEqualTo(400);

      JsonObject page = list(api, id, "?q=/p/24").getJsonArray("items").getJsonObject(0);
      JsonObject alone = Api.parse(api.get("/api/pages/" + page.getString("id")).body());
      assertThat(alone).containsAllEntriesOf(page);
      assertThat(alone.getString("protocol")).isEqualTo("HTTP/1.1");
      assertThat(alone.getJsonArray("headers").getValuesAs(JsonObject.class))
          .extracting(field -> field.getString("name") + ": " + field.getString("value"))
          .contains("Content-Type: text/html; charset=utf-8");
      JsonObject target = list(api, id, "?q=/redirect?n=0").getJsonArray("items").getJsonObject(0);
      JsonObject led = Api.parse(api.get("/api/pages/" + target.getString("id")).body());
      assertThat(led.getJsonArray("redirects").getValuesAs(JsonObject.class))
          .extracting(hop -> hop.getInt("status") + " " + hop.getString("url"))
          .containsExactly("302 " + web.url("/redirect?n=2"), "302 " + web.url("/redirect?n=1"));
      String content = api.get("/api/pages/" + page.getString("id") + "/content").body();
      assertThat(content).contains("<title>Page 24</title>");
    }
  }

  @Test
  void theyAreAskedForByClassesOfStatus(Api api) {
    try (SyntheticWeb web = SyntheticWeb.serve(new SyntheticWeb.Shape(2, 1, 2, 43))) {
      String broken = web.url("/status/500");
      web.withLinks("/all", List.of(web.url("/status/404"), broken, web.url("/redirect?n=1")));
      JobRequest request = JobRequest.of(web.url("/all"), web.url("/garbage"));
      String id = api.crawl(request, A_CRAWL).getString("id");

      assertThat(urls(list(api, id, "?status=2xx"))).contains(web.url("/all")).hasSize(2);
      assertThat(urls(list(api, id, "?status=3xx"))).containsExactly(web.url("/redirect?n=1"));
      assertThat(urls(list(api, id, "?status=4xx"))).containsExactly(web.url("/status/404"));
      assertThat(urls(list(api, id, "?status=5xx"))).containsExactly(broken);
      assertThat(urls(list(api, id, "?status=none"))).containsExactly(web.url("/garbage"));
      assertThat(api.get("/api/jobs/" + id + "/pages?status=4x").body()).contains("\"status\"");
    }
  }

  @Test
  void whoLeadsToOneAndWhatItShowsIsTold(Api api) {
    try (SyntheticWeb web = SyntheticWeb.serve(new SyntheticWeb.Shape(2, 1, 2, 47))) {
      web.withLinks("/all", List.of(web.url("/b?utm_source=all"), web.url("/redirect?n=1")));
      web.with(
          "/b",
          Answer.Reply.html(
              "<title>B</title><script>run()</script><h1>One &lt;two&gt;</h1><p>three <a href=/all>all</a>"));
      web.with("/plain", Answer.Reply.text(200, "no page"));
      JobRequest request = JobRequest.of(web.url("/all"), web.url("/plain"));
      String id = api.crawl(request, A_CRAWL).getString("id");

      String b = idOf(api, id, web.url("/b"));
      assertThat(inlinks(api, b)).containsExactly("200 \"/all\" " + web.url("/all"));
      assertThat(inlinks(api, idOf(api, id, web.url("/all"))))
          .containsExactly("200 \"B\" " + web.url("/b"));
      assertThat(inlinks(api, idOf(api, id, web.url("/redirect?n=0"))))
          .containsExactly("302 null " + web.url("/redirect?n=1"));
      assertThat(api.get("/api/pages/" + b + "/text").body()).isEqualTo("One <two>\nthree all");
      String plain = idOf(api, id, web.url("/plain"));
      for (String nothing :
          List.of("/api/pages/1/text", "/api/pages/" + plain + "/text", "/api/pages/1/inlinks")) {
        assertThat(api.get(nothing).statusCode()).as(nothing).isEqualTo(404);
      }
      assertThat(api.get("/api/pages/" + b + "/inlinks?cursor=x").statusCode()).isEqualTo(400);
      assertDescribed(api, b);
    }
  }

  @Test
  void noBrowserRunsWhatWasCrawledAsOurs(Api api) {
    try (SyntheticWeb web = SyntheticWeb.serve(new SyntheticWeb.Shape(1, 1, 2, 53))) {
      String id = api.crawl(JobRequest.of(web.start()), A_CRAWL).getString("id");
      String page = "/api/pages/" + idOf(api, id, web.start());
      for (String path :
          List.of(page + "/content", page + "/text", "/api/jobs/" + id + "/export")) {
        HttpResponse<String> answer = api.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(answer.headers().allValues("X-Content-Type-Options"))
            .as(path)
            .containsExactly("nosniff");
        assertThat(answer.headers().allValues("Cross-Origin-Resource-Policy"))
            .as(path)
            .containsExactly("same-origin");
      }
      HttpHeaders content = api.get(page + "/content").headers();
      assertThat(content.allValues("Content-Security-Policy"))
          .containsExactly("sandbox; default-src 'none'");
      assertThat(content.firstValue("Content-Disposition").orElseThrow()).startsWith("attachment;");
      assertThat(content.allValues("Content-Type")).containsExactly("application/octet-stream");
    }
  }

  /** The description has every field that the answers have, and no other. */
  private static void assertDescribed(Api api, String page) {
    JsonObject description = Api.parse(api.get("/openapi?format=JSON").body());
    JsonObject paths = description.getJsonObject("paths");
    assertThat(paths).containsKeys("/api/pages/{id}/inlinks", "/api/pages/{id}/text");
    JsonObject schemas = description.getJsonObject("components").getJsonObject("schemas");
    JsonObject inlinks = Api.parse(api.get("/api/pages/" + page + "/inlinks").body());
    JsonObject inlink = inlinks.getJsonArray("items").getJsonObject(0);
    JsonObject queues = Api.parse(api.get("/api/queues").body());
    Map.of("Inlinks", inlinks, "Inlink", inlink, "Queues", queues)
        .forEach(
            (name, answer) ->
                assertThat(schemas.getJsonObject(name).getJsonObject("properties").keySet())
                    .as(name)
                    .isEqualTo(answer.keySet()));
  }

  private static String idOf(Api api, String job, String url) {
    return list(api, job, "?limit=1000")
        .getJsonArray("items")
        .getValuesAs(JsonObject.class)
        .stream()
        .filter(page -> page.getString("url").equals(url))
        .map(page -> page.getString("id"))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> inlinks(Api api, String page) {
    JsonObject list = Api.parse(api.get("/api/pages/" + page + "/inlinks").body());
    assertThat(list.isNull("next")).isTrue();
    return list.getJsonArray("items").getValuesAs(JsonObject.class).stream()
        .map(one -> one.getInt("status") + " " + one.get("title") + " " + one.getString("url"))
        .toList();
  }

  private static JsonObject list(Api api, String id, String query) {
    return Api.parse(api.get("/api/jobs/" + id + "/pages" + query).body());
  }

  private static List<String> urls(JsonObject list) {
    return list.getJsonArray("items").getValuesAs(JsonObject.class).stream()
        .map(page -> page.getString("url"))
        .toList();
  }
}
