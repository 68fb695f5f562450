package dev.trawl.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.site.SyntheticWeb;
import dev.trawl.stack.Api;
import dev.trawl.stack.JobRequest;
import dev.trawl.stack.Trawl;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A browser is let in by a cookie, and what it gets tells it what it may do with it. */
@ExtendWith(SharedStack.class)
class SessionTest {
  private static final String SESSION = "/api/session";
  private static final String ATTRIBUTES = "; Path=/api; HttpOnly; SameSite=Strict";

  private static Api stranger(Trawl trawl) {
    return trawl.api().withToken(Optional.empty());
  }

  private static HttpResponse<String> signIn(Trawl trawl, String token, String... fields) {
    String body = Json.createObjectBuilder().add("token", token).build().toString();
    return stranger(trawl).post(SESSION, body, fields);
  }

  /** Signs in; what the browser sends from then on. */
  private static String cookie(Trawl trawl) {
    HttpResponse<String> response = signIn(trawl, trawl.token().orElseThrow());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(204);
    return field(response, "Set-Cookie").split(";", 2)[0];
  }

  private static String field(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private static HttpResponse<String> call(
      Trawl trawl, String method, String path, String body, String cookie) {
    return stranger(trawl)
        .call(method, path, body, "Cookie", cookie, "Content-Type", "application/json");
  }

  /** As a script of our own page does. */
  private static HttpResponse<String> callByScript(
      Trawl trawl, String method, String path, String body, String cookie) {
    return stranger(trawl)
        .call(
            method,
            path,
            body,
            "Cookie",
            cookie,
            "Content-Type",
            "application/json",
            "X-Requested-By",
            "trawl");
  }

  private static void assertProblem(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(field(response, "Content-Type")).startsWith("application/problem+json");
    assertThat(Api.parse(response.body()).getInt("status")).isEqualTo(status);
  }

  @Test
  void whoKnowsTheTokenIsLetInByACookieFromThenOn(Trawl trawl) {
    HttpResponse<String> signedIn = signIn(trawl, trawl.token().orElseThrow());
    assertThat(signedIn.statusCode()).isEqualTo(204);
    assertThat(signedIn.headers().allValues("Set-Cookie"))
        .singleElement()
        .asString()
        .matches("trawl_session=[A-Za-z0-9_-]{43}" + ATTRIBUTES);

    String cookie = field(signedIn, "Set-Cookie").split(";", 2)[0];
    assertThat(call(trawl, "GET", "/api/jobs", "", cookie).statusCode()).isEqualTo(200);
    assertThat(call(trawl, "GET", "/api/jobs", "", "a=b; " + cookie + "; c=d").statusCode())
        .isEqualTo(200);
    assertThat(call(trawl, "HEAD", "/api/jobs", "", cookie).statusCode()).isEqualTo(200);
    JsonObject session = Api.parse(call(trawl, "GET", SESSION, "", cookie).body());
    assertThat(
            Duration.between(
                Instant.parse(session.getString("created")),
                Instant.parse(session.getString("expires"))))
        .isEqualTo(Duration.ofHours(12));
  }

  @Test
  void whoDoesNotKnowTheTokenIsNot(Trawl trawl) {
    HttpResponse<String> refused = signIn(trawl, "wrong");
    assertProblem(refused, 401);
    assertThat(refused.headers().allValues("Set-Cookie")).isEmpty();
    String madeUp = "trawl_session=" + "A".repeat(43);
    assertProblem(call(trawl, "GET", "/api/jobs", "", madeUp), 401);
    assertProblem(call(trawl, "GET", SESSION, "", madeUp), 401);
    assertProblem(stranger(trawl).get(SESSION), 401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"$Version=x", "$Version=x; a=b", "trawl_session", "=", ";;"})
  void aCookieThatCannotBeReadIsNone(String cookie, Trawl trawl) {
    assertProblem(call(trawl, "GET", "/api/jobs", "", cookie), 401);
    assertThat(call(trawl, "GET", "/api/jobs", "", cookie + "; " + cookie(trawl)).statusCode())
        .as("beside one that is good")
        .isEqualTo(200);
    HttpResponse<String> signedOut = trawl.api().call("DELETE", SESSION, "", "Cookie", cookie);
    assertThat(signedOut.statusCode()).as("by the token").isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"token\": null}", "{\"token\": 5}", "{\"token\": \"\"}"})
  void aTokenThatIsMissingIsNamed(String body, Trawl trawl) {
    HttpResponse<String> response = stranger(trawl).post(SESSION, body);
    assertProblem(response, 400);
    assertThat(
            Api.parse(response.body()).getJsonArray("errors").getJsonObject(0).getString("field"))
        .isEqualTo("token");
  }

  @Test
  void aFormOfAnotherSiteCannotSignAnybodyIn(Trawl trawl) {
    String body = "{\"token\": \"" + trawl.token().orElseThrow() + "\"}";
    HttpResponse<String> response =
        stranger(trawl).call("POST", SESSION, body, "Content-Type", "text/plain");
    assertProblem(response, 415);
    assertThat(response.headers().allValues("Set-Cookie")).isEmpty();
  }

  @Test
  void behindAProxyThatSpeaksTlsTheCookieIsForTlsOnly(Trawl trawl) {
    HttpResponse<String> response =
        signIn(trawl, trawl.token().orElseThrow(), "X-Forwarded-Proto", "https");
    assertThat(field(response, "Set-Cookie")).endsWith(ATTRIBUTES + "; Secure");
  }

  @Test
  void whatChangesSomethingNeedsAFieldThatNoOtherSiteCanSend(Trawl trawl) {
    String cookie = cookie(trawl);
    assertProblem(call(trawl, "POST", "/api/jobs", "{}", cookie), 403);
    assertProblem(call(trawl, "PATCH", "/api/jobs/1", "{}", cookie), 403);
    assertProblem(call(trawl, "DELETE", "/api/jobs/1", "", cookie), 403);
    assertProblem(
        stranger(trawl)
            .post("/api/jobs", "{}", "Cookie", cookie, "X-Requested-By", "somebody else"),
        403);
    HttpResponse<String> letIn = callByScript(trawl, "POST", "/api/jobs", "{}", cookie);
    assertProblem(letIn, 400);
    assertThat(letIn.body()).contains("seeds");
    assertThat(trawl.api().post("/api/jobs", "{}").statusCode())
        .as("the token needs none")
        .isEqualTo(400);
  }

  @Test
  void whoSignsOutIsNotLetInAnyMore(Trawl trawl) {
    String cookie = cookie(trawl);
    String other = cookie(trawl);
    assertProblem(call(trawl, "DELETE", SESSION, "", cookie), 403);
    assertThat(call(trawl, "GET", SESSION, "", cookie).statusCode()).isEqualTo(200);

    HttpResponse<String> signedOut = callByScript(trawl, "DELETE", SESSION, "", cookie);
    assertThat(signedOut.statusCode()).isEqualTo(204);
    assertThat(field(signedOut, "Set-Cookie"))
        .as("a browser forgets what it has for that path")
        .isEqualTo("trawl_session=" + ATTRIBUTES + "; Max-Age=0");
    HttpResponse<String> ended = call(trawl, "GET", "/api/jobs", "", cookie);
    assertProblem(ended, 401);
    assertThat(ended.body()).contains("sign in again");
    assertThat(call(trawl, "GET", "/api/jobs", "", other).statusCode()).isEqualTo(200);
  }

  @Test
  void eventsAreHeardByTheCookie(Trawl trawl) {
    try (SyntheticWeb web = SyntheticWeb.serve(new SyntheticWeb.Shape(3, 1, 2, 17))) {
      String id =
          trawl.api().crawl(JobRequest.of(web.start()), Duration.ofMinutes(1)).getString("id");
      HttpResponse<String> events =
          stranger(trawl)
              .call(
                  "GET",
                  "/api/jobs/" + id + "/events",
                  "",
                  "Cookie",
                  cookie(trawl),
                  "Accept",
                  "text/event-stream");
      assertThat(events.statusCode()).isEqualTo(200);
      assertThat(events.body()).contains("event: state", "COMPLETED");
    }
  }

  @Test
  void pagesMayLoadNothingFromElsewhere(Trawl trawl) {
    HttpResponse<String> page = stranger(trawl).get("/");
    assertThat(field(page, "Content-Security-Policy"))
        .startsWith("default-src 'none'; script-src 'self'; style-src 'self'")
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(field(page, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(field(page, "Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(field(page, "Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
    assertThat(field(page, "Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
    assertThat(field(page, "Permissions-Policy")).contains("camera=()");
    assertThat(field(page, "Cache-Control")).isEqualTo("no-cache");
  }

  @Test
  void answersOfTheApiAreNoPagesAndAreNotKept(Trawl trawl) {
    for (HttpResponse<String> answer :
        List.of(trawl.api().get("/api/jobs"), stranger(trawl).get("/api/jobs"))) {
      assertThat(field(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(field(answer, "Cache-Control")).isEqualTo("no-store");
      assertThat(field(answer, "Content-Security-Policy")).startsWith("default-src 'none'");
    }
  }

  @Test
  void whatMachinesReadIsThereWithoutAToken(Trawl trawl) {
    Api stranger = stranger(trawl);
    assertThat(stranger.get("/health/live").statusCode()).isEqualTo(200);
    assertThat(stranger.get("/health/ready").statusCode()).isEqualTo(200);
    assertThat(
            PrometheusText.parse(stranger.get("/metrics?scope=application").body())
                .value("trawl_up"))
        .isEqualTo(1);
    HttpResponse<String> description = stranger.get("/openapi");
    assertThat(description.statusCode()).isEqualTo(200);
    assertThat(description.body()).contains("/api/session", "trawl_session");
  }

  @Test
  void noSecretIsInTheLogs(Trawl trawl) throws IOException {
    String cookie = cookie(trawl);
    signIn(trawl, "a-wrong-token-0815");
    callByScript(trawl, "DELETE", SESSION, "", cookie);
    String log = Files.readString(trawl.data().resolve("log/application.log"));
    assertThat(log)
        .isNotEmpty()
        .doesNotContain(trawl.token().orElseThrow())
        .doesNotContain("a-wrong-token-0815")
        .doesNotContain(cookie.substring(cookie.indexOf('=') + 1));
  }
}
