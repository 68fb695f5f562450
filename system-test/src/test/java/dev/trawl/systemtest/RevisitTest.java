package dev.trawl.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.site.Answer;
import dev.trawl.site.LoopbackServer;
import dev.trawl.site.Request;
import dev.trawl.stack.Api;
import dev.trawl.stack.JobRequest;
import dev.trawl.stack.Outcome;
import dev.trawl.stack.Trawl;
import dev.trawl.stack.Wait;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A site is crawled, changes a little, and is crawled again: only that is sent again. */
@ExtendWith(SharedStack.class)
class RevisitTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** Each link leads on, so that what has not changed must be followed. */
  private static final Map<String, String> BEFORE =
      Map.of(
          "/", "<title>start</title><a href=a>a</a><a href=plain>plain</a>",
          "/a", "<title>a</title><a href=b>b</a>",
          "/b", "<title>b</title><a href=c>c</a>",
          "/c", "<title>c</title><a href=dated>dated</a>",
          "/dated", "<title>dated</title><a href=last>last</a>",
          "/last", "<title>last</title>",
          "/plain", "<title>plain, without validators</title>");

  private static final Map<String, String> CHANGED =
      Map.of(
          "/b", "<title>another b</title><a href=c>c</a><a href=new>new</a>",
          "/last", "<title>another end</title>",
          "/new", "<title>new</title>");

  private static final String DATED = "/dated";
  private static final String DATE = "Tue, 06 Jan 2026 08:00:00 GMT";

  private final Map<String, String> pages = new ConcurrentHashMap<>(BEFORE);

  /** The condition and the status of the last request of each page. */
  private final Map<String, String> log = new ConcurrentHashMap<>();

  private Answer answer(Request request) {
    String path = request.path();
    if (!pages.containsKey(path)) {
      return Answer.Reply.text(404, "");
    }
    String condition =
        request.fields().getOrDefault("if-none-match", "")
            + request.fields().getOrDefault("if-modified-since", "");
    String validator =
        path.equals(DATED) ? DATE : "\"" + Integer.toHexString(body(path).hashCode()) + "\"";
    boolean unmodified = condition.equals(validator);
    log.put(path, (condition.isEmpty() ? "always " : "if changed ") + (unmodified ? 304 : 200));
    return unmodified ? notModified(path, validator) : whole(path, validator);
  }

  private String body(String path) {
    return pages.getOrDefault(path, "");
  }

  private Answer whole(String path, String validator) {
    Map<String, String> fields = new TreeMap<>(Map.of("Content-Type", "text/html"));
    if (!path.equals("/plain")) {
      fields.put(path.equals(DATED) ? "Last-Modified" : "ETag", validator);
    }
    return Answer.Reply.of(200, fields, body(path).getBytes(StandardCharsets.UTF_8));
  }

  /** As servers do it, with the length of what they do not send. */
  private Answer notModified(String path, String validator) {
    String head =
        "HTTP/1.1 304 Not Modified\r\n%s: %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(
                path.equals(DATED) ? "Last-Modified" : "ETag", validator, body(path).length());
    return new Answer.Reply(304, head.getBytes(StandardCharsets.ISO_8859_1), new byte[0]);
  }

  @Test
  void onlyWhatHasChangedIsSentAgainAndTheWholeSiteIsFound(Trawl trawl, Api api) {
    try (LoopbackServer site =
        LoopbackServer.start(List.of("127.0.0.1"), 0, this::answer, entry -> {})) {
      String root = "http://127.0.0.1:" + site.port();
      JsonObject first = api.crawl(JobRequest.of(root + "/"), LIMIT);
      assertThat(counter(first, "fetched")).isEqualTo(BEFORE.size());
      assertThat(counter(first, "notModified")).isZero();
      assertThat(Set.copyOf(log.values())).containsExactly("always 200");

      pages.putAll(CHANGED);
      String earlier = first.getString("id");
      JsonObject second = crawlAgain(trawl, root, earlier);
      assertThat(log)
          .containsExactlyInAnyOrderEntriesOf(
              Map.of(
                  "/",
                  "if changed 304",
                  "/a",
                  "if changed 304",
                  "/b",
                  "if changed 200",
                  "/c",
                  "if changed 304",
                  DATED,
                  "if changed 304",
                  "/last",
                  "if changed 200",
                  "/plain",
                  "always 200",
                  "/new",
                  "always 200"));
      assertThat(counter(second, "fetched")).isEqualTo(pages.size());
      assertThat(counter(second, "notModified")).isEqualTo(4);
      assertSame(api, root, earlier, second.getString("id"));
      assertThatContentsStay(trawl, api, root, earlier, second.getString("id"));
    }
  }

  /** By the command, whose options say what {@link JobRequest} says. */
  private static JsonObject crawlAgain(Trawl trawl, String root, String earlier) {
    Outcome outcome =
        trawl.run(
            LIMIT,
            "crawl",
            root + "/",
            "--revisit",
            earlier,
            "--delay",
            "0",
            "--connections",
            "16",
            "--json");
    JsonObject job = Api.parse(outcome.orThrow().out());
    assertThat(job.getString("revisit")).isEqualTo(earlier);
    return job;
  }

  /** What is not modified looks as it did, but for the status. */
  private static void assertSame(Api api, String root, String earlier, String later) {
    Crawled before = new Crawled(api.export(earlier));
    List<JsonObject> lines = api.export(later);
    assertThat(lines).extracting(line -> line.getString("url")).doesNotHaveDuplicates().hasSize(8);
    for (JsonObject line : lines) {
      if (Crawled.status(line) == 304) {
        JsonObject old = before.line(line.getString("url"));
        for (String field :
            List.of(
                "contentType",
                "charset",
                "bytes",
                "sha256",
                "title",
                "depth",
                "outlinks",
                "outlinksDropped")) {
          assertThat(line.get(field)).as("%s of %s", field, line).isEqualTo(old.get(field));
        }
      } else {
        assertThat(Crawled.status(line)).isEqualTo(200);
      }
    }
    assertThat(new Crawled(lines).line(root + "/b").getString("title")).isEqualTo("another b");
  }

  private void assertThatContentsStay(
      Trawl trawl, Api api, String root, String earlier, String later) {
    long num = Database.count(trawl, "SELECT num FROM job WHERE id = ?", UUID.fromString(earlier));
    assertThat(api.delete("/api/jobs/" + earlier).statusCode()).isEqualTo(202);
    Wait.until(
        "the rows of job " + num + " are gone",
        LIMIT,
        () -> Database.count(trawl, "SELECT count(*) FROM job WHERE num = ?", num) == 0);
    for (JsonObject line : api.export(later)) {
      String path = line.getString("url").substring(root.length());
      assertThat(api.get("/api/pages/" + line.getString("id") + "/content").body())
          .as(path)
          .isEqualTo(body(path));
    }
    assertThat(api.post("/api/jobs", revisit(root, earlier)).body()).contains("\"revisit\"");
    assertThat(api.post("/api/jobs", revisit(root, earlier)).statusCode()).isEqualTo(400);
  }

  private static int counter(JsonObject job, String name) {
    return job.getJsonObject("counters").getInt(name);
  }

  private static String revisit(String root, String earlier) {
    return Json.createObjectBuilder(JobRequest.of(root + "/").json())
        .add("revisit", earlier)
        .build()
        .toString();
  }
}
