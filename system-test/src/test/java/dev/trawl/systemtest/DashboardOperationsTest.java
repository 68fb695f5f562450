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
import jakarta.jms.TextMessage;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
  void aHostIsFoundByAPartOfItsName(Chromium chromium, Trawl trawl, Api api) {
    try (DashboardSite site = DashboardSite.onHosts(3, 1);
        Dashboard dashboard = Dashboard.signedIn(chromium, trawl)) {
      api.crawl(JobRequest.of(site.starts()), LIMIT);
      String wanted = site.starts()[1].replaceFirst("/$", "");
      dashboard.go("/hosts");
      Locator rows = dashboard.table("Hosts, the newest first").getByRole(AriaRole.ROW);
      assertThat(rows.nth(3)).isVisible();
      dashboard.field("Search").fill(wanted.replace("http://127.0.", ""));
      assertThat(rows).hasCount(2);
      assertThat(dashboard.link(wanted)).isVisible();
      assertThat(dashboard.page()).hasURL(Pattern.compile("[?]q=1[.]1"));

      dashboard.page().getByLabel("Only hosts in trouble").check();
      assertThat(dashboard.text("No host matches")).isVisible();
      assertThat(dashboard.page()).hasURL(Pattern.compile("troubled=true"));
      dashboard.button("Clear filters").first().click();
      assertThat(rows.nth(3)).isVisible();
      assertThat(dashboard.field("Search")).isFocused();
      assertThat(dashboard.field("Search")).hasValue("");
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

  @Test
  void manyDeadLettersAreSentBackOrDiscardedAtOnce(Chromium chromium, Trawl trawl, Api api)
      throws Exception {
    DeadLetters letters = cleared(api);
    try (SyntheticWeb web = web();
        Dashboard dashboard = Dashboard.signedIn(chromium, trawl)) {
      String job = crawled(api, "Of dead letters", web.start());
      put(trawl, "trawl.crawl", job, "first", "second");
      String first = letters.await("mark", "first").getString("id");
      String second = letters.await("mark", "second").getString("id");
      put(trawl, "trawl.dlq", job, "third");
      String third = letters.await("mark", "third").getString("id");
      dashboard.go("/dead-letters");
      Locator cards = dashboard.page().getByRole(AriaRole.ARTICLE);
      assertThat(cards).hasCount(3);
      assertThat(dashboard.link("Of dead letters")).hasCount(3);
      assertThat(cards.first()).containsText(job);
      assertThat(dashboard.button("Discard selected…")).hasAttribute("aria-disabled", "true");

      dashboard.button("Select all").click();
      assertThat(dashboard.text("3 selected")).isVisible();
      dashboard.button("Replay selected…").click();
      Locator question = dashboard.dialog("Replay 2 messages?");
      assertThat(question).containsText("1 message of those selected cannot be sent back");
      Dashboard.inside(question, AriaRole.BUTTON, "Replay").click();
      assertThat(dashboard.text("2 messages were sent back.")).isVisible();
      letters.await("mark", "first", first);
      letters.await("mark", "second", second);
      dashboard.button("Refresh").click();
      assertThat(cards).hasCount(3);

      discardThoughOneIsHeld(dashboard, third);
      assertThat(dashboard.text("No dead letters")).isVisible();
      assertThat(letters.all()).isEmpty();
      dashboard.assertUndisturbed("409 DELETE /api/dead-letters/ID");
    }
  }

  /** All there are, of which one is with somebody else at first. */
  private static void discardThoughOneIsHeld(Dashboard dashboard, String held) {
    String address = "**/api/dead-letters/" + held;
    Route.FulfillOptions refused =
        new Route.FulfillOptions()
            .setStatus(409)
            .setContentType("application/problem+json")
            .setBody("{\"title\": \"Conflict\", \"detail\": \"Somebody else has it\"}");
    dashboard.page().route(address, route -> route.fulfill(refused));
    dashboard.button("Select all").click();
    dashboard.button("Discard selected…").click();
    Locator question = dashboard.dialog("Discard 3 messages?");
    Dashboard.inside(question, AriaRole.BUTTON, "Cancel").click();
    assertThat(dashboard.button("Discard selected…")).isFocused();
    dashboard.button("Discard selected…").click();
    Dashboard.inside(question, AriaRole.BUTTON, "Discard").click();
    assertThat(dashboard.text("2 messages were discarded.")).isVisible();
    assertThat(dashboard.page().getByText("1 could not be, and is still selected")).isVisible();
    assertThat(dashboard.page().getByText("Somebody else has it")).isVisible();
    assertThat(dashboard.text("1 selected")).isVisible();
    dashboard.page().unroute(address);
    dashboard.button("Discard selected…").click();
    Locator last = dashboard.dialog("Discard 1 message?");
    Dashboard.inside(last, AriaRole.BUTTON, "Discard").click();
  }

  @Test
  void whatIsDoneWithManyDeadLettersCanBeStopped(Chromium chromium, Trawl trawl, Api api)
      throws Exception {
    DeadLetters letters = cleared(api);
    try (Dashboard dashboard = Dashboard.signedIn(chromium, trawl)) {
      put(trawl, "trawl.dlq", "of no job", "one", "two", "three");
      letters.await("mark", "three");
      List<Route> held = new ArrayList<>();
      dashboard.page().route(Pattern.compile("/api/dead-letters/[0-9a-f-]+$"), held::add);
      dashboard.go("/dead-letters");
      Locator boxes = dashboard.page().getByRole(AriaRole.CHECKBOX);
      boxes.nth(0).check();
      boxes.nth(2).check();
      assertThat(dashboard.text("2 selected")).isVisible();
      dashboard.button("Discard selected…").click();
      Locator question = dashboard.dialog("Discard 2 messages?");
      Dashboard.inside(question, AriaRole.BUTTON, "Discard").click();
      dashboard.page().waitForCondition(() -> !held.isEmpty());
      assertThat(dashboard.text("Discarding: 0 of 2")).isVisible();
      dashboard.button("Stop").press("Enter");
      held.get(0).resume();

      assertThat(dashboard.text("1 message was discarded.")).isVisible();
      assertThat(dashboard.page().getByText("It ended before the other 1")).isVisible();
      assertThat(dashboard.named(AriaRole.GROUP, "What was done")).isFocused();
      assertThat(boxes).hasCount(2);
      assertThat(boxes.nth(0)).not().isChecked();
      assertThat(boxes.nth(1)).isChecked();
      assertThat(held).hasSize(1);
      dashboard.assertUndisturbed();
    }
    cleared(api);
  }

  /** Without what other tests have left. */
  private static DeadLetters cleared(Api api) {
    DeadLetters letters = new DeadLetters(api);
    letters.all().forEach(letter -> letters.discard(letter.getString("id")));
    assertThat(letters.all()).isEmpty();
    return letters;
  }

  private static String crawled(Api api, String name, String seed) {
    JsonObject request =
        Json.createObjectBuilder(JobRequest.of(seed).json()).add("name", name).build();
    String id = api.submit(request).getString("id");
    api.awaitState(id, LIMIT, "COMPLETED");
    return id;
  }

  /** Messages that ask for nothing, and say that they belong to a job. */
  private static void put(Trawl trawl, String queue, String job, String... marks) throws Exception {
    try (Messaging messaging = new Messaging(trawl)) {
      for (String mark : marks) {
        TextMessage message = messaging.session().createTextMessage("{\"seeds\": []}");
        message.setStringProperty("jobId", job);
        message.setStringProperty("mark", mark);
        messaging.send(queue, message);
      }
    }
  }

  private static boolean isFetched(Api api, String job, String url) {
    JsonObject why = Api.parse(api.get("/api/jobs/" + job + "/urls?url=" + url).body());
    return why.getString("outcome", "").equals("fetched");
  }
}
