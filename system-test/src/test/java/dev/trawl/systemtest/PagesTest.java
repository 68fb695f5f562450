package dev.trawl.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.site.SyntheticWeb;
import dev.trawl.stack.Api;
import dev.trawl.stack.JobRequest;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

  private static JsonObject list(Api api, String id, String query) {
    return Api.parse(api.get("/api/jobs/" + id + "/pages" + query).body());
  }

  private static List<String> urls(JsonObject list) {
    return list.getJsonArray("items").getValuesAs(JsonObject.class).stream()
        .map(page -> page.getString("url"))
        .toList();
  }
}
