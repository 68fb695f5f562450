package dev.trawl.systemtest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.site.Answer;
import dev.trawl.site.LoopbackServer;
import dev.trawl.site.Request;
import dev.trawl.stack.Api;
import dev.trawl.stack.JobRequest;
import dev.trawl.stack.Trawl;
import jakarta.jms.BytesMessage;
import jakarta.jms.MessageConsumer;
import jakarta.jms.TextMessage;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A site that wants its cookie back, and a part of it behind a password that is for it alone. */
@ExtendWith(SharedStack.class)
class LoginTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String PASSWORD = "hunter2-" + UUID.randomUUID();
  private static final String TOKEN = "t0p-" + UUID.randomUUID();
  private static final String BASIC =
      "Basic " + Base64.getEncoder().encodeToString(("me:" + PASSWORD).getBytes(UTF_8));

  /** What came with each request, by path. */
  private final Map<String, String> cookies = new ConcurrentHashMap<>();

  private final Map<String, String> secrets = new ConcurrentHashMap<>();
  private final Map<String, String> elsewhere = new ConcurrentHashMap<>();

  private final LoopbackServer other =
      LoopbackServer.start(List.of("127.0.0.1"), 0, this::foreign, entry -> {});
  private final LoopbackServer site =
      LoopbackServer.start(List.of("127.0.0.1"), 0, this::answer, entry -> {});

  @AfterEach
  void close() {
    site.close();
    other.close();
  }

  private Answer answer(Request request) {
    String cookie = request.fields().getOrDefault("cookie", "none");
    String secret = request.fields().getOrDefault("authorization", "none");
    cookies.put(request.path(), cookie);
    secrets.put(request.path(), secret);
    return switch (request.path()) {
      case "/robots.txt" -> Answer.Reply.text(200, "");
      case "/" ->
          Answer.Reply.of(
              302,
              Map.of("Location", "/home", "Set-Cookie", "sid=7; Path=/; HttpOnly"),
              new byte[0]);
      case "/home" -> Answer.Reply.html("<a href=members>a</a> <a href=closed/>b</a>");
      case "/members" -> guarded(cookie.equals("sid=7"), "<a href=more>more</a>");
      case "/more" -> Answer.Reply.html("more");
      case "/closed/" -> guarded(secret.equals(BASIC), "<a href=out>out</a> <a href=in>in</a>");
      case "/closed/out" ->
          Answer.Reply.of(302, Map.of("Location", otherSite() + "landing"), new byte[0]);
      case "/closed/in" -> Answer.Reply.of(302, Map.of("Location", "/closed/deep"), new byte[0]);
      case "/closed/deep" -> guarded(secret.equals(BASIC), "<a href=" + otherSite() + "link>c</a>");
      default -> Answer.Reply.text(404, "");
    };
  }

  private static Answer guarded(boolean open, String html) {
    return open ? Answer.Reply.html(html) : Answer.Reply.text(401, "");
  }

  private Answer foreign(Request request) {
    elsewhere.put(
        request.path(),
        request.fields().getOrDefault("authorization", "none")
            + " "
            + request.fields().getOrDefault("x-purpose", "none"));
    return Answer.Reply.html("elsewhere");
  }

  private String origin() {
    return "http://127.0.0.1:" + site.port();
  }

  private String otherSite() {
    return "http://127.0.0.1:" + other.port() + "/";
  }

  private JobRequest wanted() {
    return JobRequest.of(origin() + "/").within("any");
  }

  private static JsonArray basic(String origin) {
    return Json.createArrayBuilder()
        .add(
            Json.createObjectBuilder()
                .add("origin", origin)
                .add("username", "me")
                .add("password", PASSWORD))
        .add(Json.createObjectBuilder().add("origin", "https://api.example").add("token", TOKEN))
        .build();
  }

  private int status(Api api, JsonObject job, String path) {
    return Crawled.status(new Crawled(api.export(job.getString("id"))).line(origin() + path));
  }

  @Test
  void aSessionBeginsWithTheFirstPageAndOpensTheNext(Api api) {
    JsonValue on = Json.createValue("job");
    JsonObject job = api.crawl(wanted().fetch("cookies", on), LIMIT);
    assertThat(job.getJsonObject("fetch").getString("cookies")).isEqualTo("job");
    assertThat(status(api, job, "/members")).isEqualTo(200);
    assertThat(cookies)
        .containsEntry("/robots.txt", "none")
        .containsEntry("/", "none")
        .containsEntry("/home", "sid=7")
        .containsEntry("/more", "sid=7");

    JsonObject without = api.crawl(wanted(), LIMIT);
    assertThat(status(api, without, "/members")).isEqualTo(401);
    assertThat(cookies).containsEntry("/home", "none");
  }

  @Test
  void aPasswordOpensItsOriginAndGoesNowhereElse(Trawl trawl, Api api) throws Exception {
    try (Messaging messaging = new Messaging(trawl);
        MessageConsumer feed = messaging.subscribe("trawl.feed")) {
      JsonObject job =
          api.crawl(
              wanted()
                  .fetch("headers", Json.createObjectBuilder().add("X-Purpose", "test").build())
                  .fetch("credentials", basic(origin())),
              LIMIT);
      for (String path : List.of("/closed/", "/closed/deep")) {
        assertThat(status(api, job, path)).as(path).isEqualTo(200);
      }
      assertThat(secrets).containsEntry("/robots.txt", "none").containsEntry("/home", BASIC);
      assertThat(elsewhere)
          .containsEntry("/landing", "none test")
          .containsEntry("/link", "none test");
      assertNowhere(trawl, api, job, feed);
    }
  }

  private static void assertNowhere(Trawl trawl, Api api, JsonObject job, MessageConsumer feed)
      throws Exception {
    assertThat(job.getJsonObject("fetch").getJsonArray("credentials").getJsonObject(0).keySet())
        .containsExactly("origin", "scheme");
    String id = job.getString("id");
    for (String path :
        List.of(
            "/api/jobs",
            "/api/jobs/" + id,
            "/api/jobs/" + id + "/pages",
            "/api/jobs/" + id + "/export?format=jsonl",
            "/api/jobs/" + id + "/events",
            "/api/jobs/" + id + "/urls?url=" + job.getJsonArray("seeds").getString(0),
            "/api/hosts")) {
      var response = api.get(path);
      assertThat(response.statusCode()).as(path).isEqualTo(200);
      assertSecretFree(path, response.body());
    }
    assertSecretFree("feed", feed(feed));
    assertThat(rows(trawl, "https://api.example")).as("what is kept of them").isPositive();
    for (String secret : List.of(PASSWORD, TOKEN, BASIC.substring("Basic ".length()))) {
      assertThat(rows(trawl, secret)).isZero();
    }
    assertSecretFree("logs", logs(trawl));
  }

  private static void assertSecretFree(String where, String text) {
    assertThat(text).as(where).isNotEmpty();
    for (String secret : List.of(PASSWORD, TOKEN, BASIC.substring("Basic ".length()))) {
      assertThat(text.contains(secret)).as("%s has %s", where, secret).isFalse();
    }
  }

  /** Properties and bodies of what is there; at least one result a page. */
  private static String feed(MessageConsumer feed) throws Exception {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < 7; i++) {
      BytesMessage result = (BytesMessage) Messaging.next(feed);
      for (Object name : Collections.list((java.util.Enumeration<?>) result.getPropertyNames())) {
        all.append(name).append('=').append(result.getObjectProperty(String.valueOf(name)));
      }
      all.append(new String(Messaging.body(result), UTF_8)).append('\n');
    }
    return all.toString();
  }

  /** Rows of all tables but that of bodies, which are compressed, that have a text in them. */
  private static long rows(Trawl trawl, String text) {
    String tables =
        Database.ask(
            trawl,
            """
            SELECT string_agg(quote_ident(table_name), ' ') FROM information_schema.tables
            WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> 'content'
            """);
    return Stream.of(tables.split(" "))
        .mapToLong(
            table ->
                Database.count(
                    trawl,
                    "SELECT count(*) FROM " + table + " t WHERE position(? in t::text) > 0",
                    text))
        .sum();
  }

  private static String logs(Trawl trawl) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(trawl.data().resolve("log"))) {
      for (Path file : files.toList()) {
        all.append(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1));
      }
    }
    return all.toString();
  }

  @Test
  void aRefusedRequestShowsNoSecretAmongTheDeadLetters(Trawl trawl, Api api) throws Exception {
    String request =
        Json.createObjectBuilder()
            .add("seeds", Json.createArrayBuilder().add("ftp://a.example/"))
            .add("fetch", Json.createObjectBuilder().add("credentials", basic("nowhere")))
            .build()
            .toString();
    assertThat(request).contains(PASSWORD, TOKEN);
    var refused = api.post("/api/jobs", request);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("fetch.credentials[0].origin");
    assertSecretFree("problem", refused.body());

    String mark = UUID.randomUUID().toString();
    try (Messaging messaging = new Messaging(trawl)) {
      TextMessage message = messaging.session().createTextMessage(request);
      message.setStringProperty("mark", mark);
      messaging.send("trawl.crawl", message);
    }
    JsonObject letter = new DeadLetters(api).await("mark", mark);
    assertThat(letter.getString("text")).contains("nowhere");
    assertThat(letter.getString("reason")).contains("fetch.credentials[0].origin");
    assertSecretFree("dead letter", letter.toString());
  }
}
