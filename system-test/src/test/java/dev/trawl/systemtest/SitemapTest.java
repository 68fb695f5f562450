package dev.trawl.systemtest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.site.Answer;
import dev.trawl.site.RequestLog;
import dev.trawl.site.SyntheticWeb;
import dev.trawl.stack.Api;
import dev.trawl.stack.JobRequest;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pages that nobody links to, and a sitemap names. */
@ExtendWith(SharedStack.class)
class SitemapTest {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private static SyntheticWeb web() {
    SyntheticWeb web = SyntheticWeb.serve(new SyntheticWeb.Shape(2, 1, 2, 3));
    web.with("/start", Answer.Reply.html("<title>start</title>"));
    for (String page : List.of("/a", "/b", "/c")) {
      web.with(page, Answer.Reply.html("<title>" + page + "</title>"));
    }
    return web;
  }

  private static Answer xml(String xml) {
    return Answer.Reply.of(200, "application/xml", xml.getBytes(UTF_8));
  }

  private static String urlset(SyntheticWeb web, String... paths) {
    return Stream.of(paths)
        .map(path -> "<url><loc>" + web.url(path) + "</loc></url>")
        .collect(
            Collectors.joining(
                "", "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">", "</urlset>"));
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static JsonObject crawl(Api api, SyntheticWeb web, JsonValue sitemaps) {
    JsonObject request =
        Json.createObjectBuilder(JobRequest.of(web.url("/start")).delay(Duration.ZERO).json())
            .add("sitemaps", sitemaps)
            .build();
    return api.awaitState(api.submit(request).getString("id"), LIMIT, "COMPLETED");
  }

  private static Set<String> pages(Api api, JsonObject job) {
    return api.export(job.getString("id")).stream()
        .map(line -> path(line.getString("url")))
        .collect(Collectors.toSet());
  }

  /** Those of a job by their paths, got in parts of that size. */
  private static Map<String, JsonObject> sitemaps(Api api, JsonObject job, int limit) {
    Map<String, JsonObject> all = new HashMap<>();
    String path = "/api/jobs/" + job.getString("id") + "/sitemaps?limit=" + limit;
    JsonObject part = Api.parse(api.get(path).body());
    while (true) {
      part.getJsonArray("items").getValuesAs(JsonObject.class).stream()
          .forEach(one -> all.put(path(one.getString("url")), one));
      if (part.isNull("next")) {
        return all;
      }
      part = Api.parse(api.get(path + "&cursor=" + part.getString("next")).body());
    }
  }

  private static String path(String url) {
    return url.replaceFirst("^http://[^/]*", "");
  }

  private static String told(Map<String, JsonObject> sitemaps, String path) {
    JsonObject one = Objects.requireNonNull(sitemaps.get(path));
    return Stream.of("outcome", "status", "index", "urls", "refused", "source", "referrer")
        .map(one::get)
        .map(value -> value instanceof JsonString text ? path(text.getString()) : value.toString())
        .collect(Collectors.joining(" "));
  }

  private static String errorOf(Map<String, JsonObject> sitemaps, String path) {
    return Objects.requireNonNull(sitemaps.get(path)).getString("error");
  }

  private static List<String> requested(SyntheticWeb web) {
    return web.log().entries().stream().map(RequestLog.Entry::url).map(SitemapTest::path).toList();
  }

  @Test
  void thoseOfRobotsTxtAreReadIndexAndGzipIncluded(Api api) {
    try (SyntheticWeb web = web()) {
      web.with("/robots.txt", Answer.Reply.text(200, "Sitemap: /index.xml\nSitemap: /moved.xml\n"));
      web.with(
          "/index.xml",
          xml("<sitemapindex><sitemap><loc>/a.xml.gz</loc></sitemap></sitemapindex>"));
      web.with(
          "/a.xml.gz", Answer.Reply.of(200, "application/gzip", gzip(urlset(web, "/a", "/start"))));
      web.with("/moved.xml", Answer.Reply.of(301, Map.of("Location", "/b.txt"), new byte[0]));
      web.with("/b.txt", Answer.Reply.text(200, web.url("/b") + "\nhttp://other.example/x\n"));

      JsonObject job = crawl(api, web, Json.createValue("robots"));

      assertThat(pages(api, job)).containsExactlyInAnyOrder("/start", "/a", "/b");
      JsonObject counters = job.getJsonObject("counters");
      assertThat(counters.getInt("fetched")).as("no sitemap is counted").isEqualTo(3);
      assertThat(counters.getInt("excluded")).isEqualTo(1);
      assertThat(counters.getInt("discovered")).isEqualTo(4);
      assertThat(requested(web)).doesNotHaveDuplicates().hasSize(8);
      api.export(job.getString("id"), line -> line.getInt("depth"))
          .forEach(depth -> assertThat(depth).isBetween(0, 1));

      Map<String, JsonObject> sitemaps = sitemaps(api, job, 3);
      assertThat(sitemaps).containsOnlyKeys("/index.xml", "/a.xml.gz", "/moved.xml", "/b.txt");
      assertThat(told(sitemaps, "/index.xml")).isEqualTo("fetched 200 true 1 0 robots null");
      assertThat(told(sitemaps, "/a.xml.gz")).isEqualTo("fetched 200 false 2 0 index /index.xml");
      assertThat(told(sitemaps, "/moved.xml")).isEqualTo("redirected 301 false 0 0 robots null");
      assertThat(told(sitemaps, "/b.txt")).isEqualTo("fetched 200 false 2 0 redirect /moved.xml");
    }
  }

  @Test
  void aJobMayNameItsOwn(Api api) {
    try (SyntheticWeb web = web()) {
      web.with("/robots.txt", Answer.Reply.text(200, "Sitemap: /a.xml\n"));
      web.with("/a.xml", xml(urlset(web, "/a")));
      web.with("/mine.xml", xml(urlset(web, "/b", "/c")));

      JsonObject job = crawl(api, web, Json.createArrayBuilder().add(web.url("/mine.xml")).build());

      assertThat(pages(api, job)).containsExactlyInAnyOrder("/start", "/b", "/c");
      assertThat(job.getJsonArray("sitemaps").getString(0)).isEqualTo(web.url("/mine.xml"));
      assertThat(told(sitemaps(api, job, 1), "/mine.xml"))
          .isEqualTo("fetched 200 false 2 0 job null");
    }
  }

  @Test
  void orNone(Api api) {
    try (SyntheticWeb web = web()) {
      web.with("/robots.txt", Answer.Reply.text(200, "Sitemap: /a.xml\n"));
      web.with("/a.xml", xml(urlset(web, "/a")));

      assertThat(pages(api, crawl(api, web, Json.createValue("off")))).containsExactly("/start");
      assertThat(requested(web)).doesNotContain("/a.xml");
    }
  }

  @Test
  void aBombOrRubbishHarmsNothing(Api api) {
    try (SyntheticWeb web = web()) {
      web.with(
          "/robots.txt",
          Answer.Reply.text(
              200, "Sitemap: /bomb.xml\nSitemap: /page.xml\nSitemap: /gone.xml\nSitemap: /a.xml"));
      web.with(
          "/bomb.xml",
          xml(
              "<!DOCTYPE u [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">"
                  + "<!ENTITY f SYSTEM \"file:///etc/passwd\">]>"
                  + "<urlset><url><loc>/b?&b;&f;</loc></url></urlset>"));
      web.with("/page.xml", Answer.Reply.html("<title>not found, but 200</title>"));
      web.with("/a.xml", xml(urlset(web, "/a")));

      JsonObject job = crawl(api, web, Json.createValue("robots"));
      assertThat(pages(api, job)).containsExactlyInAnyOrder("/start", "/a");
      assertThat(job.getJsonObject("counters").getInt("failed")).isZero();

      Map<String, JsonObject> sitemaps = sitemaps(api, job, 50);
      assertThat(errorOf(sitemaps, "/bomb.xml")).isEqualTo("sitemap-dtd");
      assertThat(errorOf(sitemaps, "/page.xml")).isEqualTo("sitemap-unreadable");
      assertThat(told(sitemaps, "/gone.xml")).isEqualTo("failed 404 false 0 0 robots null");
      assertThat(told(sitemaps, "/a.xml")).isEqualTo("fetched 200 false 1 0 robots null");
    }
  }
}
