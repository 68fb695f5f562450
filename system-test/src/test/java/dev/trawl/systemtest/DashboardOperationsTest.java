package dev.trawl.systemtest;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.trawl.browser.Chromium;
import dev.trawl.site.Answer.Reply;
import dev.trawl.site.SyntheticWeb;
import dev.trawl.stack.Api;
import dev.trawl.stack.JobRequest;
import dev.trawl.stack.Trawl;
import dev.trawl.stack.Wait;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Hosts, nodes, queues and dead letters, in a browser. */
@ExtendWith({SharedStack.class, SharedBrowser.class})
class DashboardOperationsTest {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** What a database refuses by mistake until its administrator mends it. */
  private static final String MISTAKE = "dashboard_test";

  @AfterEach
  void mend(Trawl trawl) {
    Database.change(trawl, "ALTER TABLE page DROP CONSTRAINT IF EXISTS " + MISTAKE);
  }

  private static SyntheticWeb web() {
    return SyntheticWeb.serve(new SyntheticWeb.Shape(1, 1, 2, 3));
  }

  @Test
  void aHostThatIsLeftAloneIsTriedAgain(Chromium chromium, Trawl trawl, Api api) {
    try (SyntheticWeb web = web();
        Dashboard dashboard = Dashboard.signedIn(chromium, trawl)) {
      web.with("/busy", Reply.of(503, Map.of("Retry-After", "3600"), "busy".getBytes(UTF_8)));
      String id = api.submit(JobRequest.of(web.url("/busy")));
      String host = "127.0.0.1:" + web.port();
      Wait.until(
          "the host waits", LIMIT, () -> api.get("/api/hosts/" + host).body().contains("waiting"));
      web.with("/busy", Reply.html("<title>at last</title>"));

      dashboard.go("/jobs/" + id);
      assertThat(dashboard.text("Nothing is requested at the moment.")).isVisible();
      assertThat(dashboard.link("http://" + host).first()).isVisible();
      dashboard.place("Main", "Hosts").click();
      dashboard.assertView("Hosts");
      dashboard.link("http://" + host).click();
      dashboard.assertView("http://" + host);
      assertThat(dashboard.fact("status 503")).isVisible();
      assertThat(dashboard.link(web.url("/busy"))).isVisible();
      dashboard.button("Retry now…").click();
      Locator question = dashboard.dialog("Try http://" + host + " again now?");
      Dashboard.inside(question, AriaRole.BUTTON, "Retry now").click();
      assertThat(dashboard.page().getByText("It is tried again")).isVisible();
      assertThat(question).isHidden();

      JsonObject job = api.awaitState(id, LIMIT, "COMPLETED");
      assertThat(job.getJsonObject("counters").getInt("fetched")).isEqualTo(1);
      dashboard.assertUndisturbed();
    }
  }

  @Test
  void theClusterShowsItsNodeWithItsRolesAndTheQueues(Chromium chromium, Trawl trawl, Api api) {
    try (Dashboard dashboard = Dashboard.signedIn(chromium, trawl)) {
      dashboard.go("/jobs");
      dashboard.place("Main", "Cluster").click();
      dashboard.assertView("Cluster");
      JsonObject node = first(api, "/api/nodes");
      Locator row =
          Dashboard.rowOf(dashboard.table("Nodes, those that live first"), node.getString("id"))
              .first();
      assertThat(row).containsText("Alive");
      assertThat(row).containsText("api, fetch, process");
      Locator queues = dashboard.table("Queues by name, as they were some seconds ago");
      for (String queue : new String[] {"trawl.fetch", "trawl.crawl", "trawl.dlq"}) {
        assertThat(Dashboard.rowOf(queues, queue)).isVisible();
      }
      assertThat(dashboard.link("Artemis console"))
          .hasAttribute(
              "href",
              Pattern.compile("^http://127[.]0[.]0[.]1:" + trawl.port("TRAWL_CONSOLE_PORT") + "/"));
      dashboard.assertUndisturbed();
    }
  }

  @Test
  void aBrokerThatDoesNotAnswerIsNotShownAsOneThatDoes(Chromium chromium, Trawl trawl, Api api) {
    JsonObject away = away(Api.parse(api.get("/api/queues").body()));
    try (Dashboard dashboard = Dashboard.signedIn(chromium, trawl)) {
      Route.FulfillOptions answer =
          new Route.FulfillOptions().setContentType("application/json").setBody(away.toString());
      dashboard.page().route("**/api/queues?*", route -> route.fulfill(answer));
      dashboard.go("/cluster");
      assertThat(dashboard.text("Does not answer")).isVisible();
      assertThat(dashboard.text("Stopped: no work is given out.")).isVisible();
      assertThat(dashboard.text("No queues to show")).isVisible();
      assertThat(dashboard.text("Answers")).hasCount(0);
      assertThat(dashboard.text("Running")).hasCount(0);
      dashboard.assertUndisturbed();
    }
  }

  private static JsonObject away(JsonObject queues) {
    JsonObjectBuilder dispatch =
        Json.createObjectBuilder(queues.getJsonObject("dispatch"))
            .add("state", "broker-away")
            .add("detail", "the broker does not answer");
    return Json.createObjectBuilder(queues)
        .add("items", JsonValue.EMPTY_JSON_ARRAY)
        .add("broker", Json.createObjectBuilder().add("state", "away"))
        .add("dispatch", dispatch)
        .build();
  }

  private static JsonObject first(Api api, String path) {
    return Api.parse(api.get(path).body()).getJsonArray("items").getJsonObject(0);
  }

  @Test
  void aDeadLetterIsReplayedWhenItsReasonIsGone(Chromium chromium, Trawl trawl, Api api) {
    Database.change(
        trawl,
        "ALTER TABLE page ADD CONSTRAINT "
            + MISTAKE
            + " CHECK (title IS DISTINCT FROM 'Refused by mistake') NOT VALID");
    try (SyntheticWeb web = web();
        Dashboard dashboard = Dashboard.signedIn(chromium, trawl)) {
      String url = web.url("/refused");
      web.with("/refused", Reply.html("<title>Refused by mistake</title>"));
      String id = api.submit(JobRequest.of(url));
      new DeadLetters(api).await("url", url);
      api.awaitState(id, LIMIT, "COMPLETED");
      mend(trawl);

      dashboard.go("/jobs");
      dashboard.place("Main", "Dead letters").click();
      dashboard.assertView("Dead letters");
      Locator letter =
          dashboard
              .page()
              .getByRole(AriaRole.ARTICLE)
              .filter(new Locator.FilterOptions().setHasText(url));
      assertThat(letter).containsText("trawl.results::store");
      assertThat(letter).containsText(MISTAKE);
      Dashboard.inside(letter, AriaRole.BUTTON, "Replay… " + url).click();
      Locator question = dashboard.dialog("Replay this message?");
      Dashboard.inside(question, AriaRole.BUTTON, "Replay").click();
      assertThat(dashboard.page().getByText("The message was sent back to")).isVisible();
      assertThat(letter).hasCount(0);

      Wait.until("the page is stored", LIMIT, () -> isFetched(api, id, url));
      dashboard.go("/jobs/" + id + "?tab=why&url=" + url);
      assertThat(dashboard.text("Request 1")).isVisible();
      assertThat(dashboard.named(AriaRole.HEADING, "Fetched " + url)).isVisible();
      dashboard.assertUndisturbed();
    }
  }

  private static boolean isFetched(Api api, String job, String url) {
    JsonObject why = Api.parse(api.get("/api/jobs/" + job + "/urls?url=" + url).body());
    return why.getString("outcome", "").equals("fetched");
  }
}
