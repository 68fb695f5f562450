package dev.trawl.systemtest;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.trawl.browser.Chromium;
import dev.trawl.stack.Api;
import dev.trawl.stack.JobRequest;
import dev.trawl.stack.Trawl;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Jobs from their form to their end, in a browser. */
@ExtendWith({SharedStack.class, SharedBrowser.class})
class DashboardJobTest {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int CHAPTERS = 40;

  @Test
  void aJobIsMadeByTheFormAndSeenToItsEndWithoutAReload(Chromium chromium, Trawl trawl, Api api) {
    try (DashboardSite site = DashboardSite.of(CHAPTERS);
        Dashboard dashboard = Dashboard.signedIn(chromium, trawl)) {
      site.chaptersHeldBack().stop();
      dashboard.go("/jobs");
      dashboard.link("New job").click();
      dashboard.assertView("New job");
      String name = "Live at port " + Pattern.compile("\\D").matcher(site.start()).replaceAll("");
      dashboard.field("Start URLs").fill(site.start());
      dashboard.field("Name").fill(name);
      dashboard.field("Pause between requests").fill("0s");
      assertThatABadValueIsToldAtItsField(dashboard);
      giveItTime(dashboard);
      assertThatItIsThereAsCurl(dashboard, trawl, site);
      dashboard.page().evaluate("() => { window.sameDocument = true; }");
      dashboard.button("Start the job").click();

      dashboard.assertView(name);
      assertThat(dashboard.text("Live")).isVisible();
      assertThat(dashboard.text("Running")).isVisible();
      assertThat(rateOfBytes(dashboard)).isVisible();
      site.chaptersHeldBack().go();
      assertThat(dashboard.text("Completed")).isVisible();
      assertThat(dashboard.text("on average")).isVisible();

      assertThat(dashboard.page().evaluate("() => window.sameDocument")).isEqualTo(true);
      assertThatAllIsSettled(dashboard, api);
      // In the reader's zone, which is Tokyo's.
      assertThat(dashboard.fact("GMT+9")).isVisible();
      dashboard.assertUndisturbed("400 POST /api/jobs");
    }
  }

  private static void assertThatABadValueIsToldAtItsField(Dashboard dashboard) {
    Locator most = dashboard.field("Pages at most");
    most.fill("many");
    dashboard.button("Start the job").click();
    assertThat(most).hasAttribute("aria-invalid", "true");
    assertThat(most)
        .hasAccessibleDescription(Pattern.compile("Must be a whole number from 1 to [0-9]+"));
    assertThat(most).isFocused();
    most.fill("500");
  }

  /** Under "More settings": its pages are held back until the browser has seen the job at work. */
  private static void giveItTime(Dashboard dashboard) {
    Locator firstByte = dashboard.field("Time to the first byte at most");
    assertThat(firstByte).isHidden();
    dashboard.text("More settings").click();
    firstByte.fill("5m");
    dashboard.field("Time for an answer at most").fill("10m");
  }

  private static void assertThatItIsThereAsCurl(
      Dashboard dashboard, Trawl trawl, DashboardSite site) {
    dashboard.button("Copy as curl").click();
    Locator command = dashboard.field("The command");
    assertThat(command).containsText(site.start());
    assertThat(command).containsText("\"firstByte\": \"PT300S\"");
    assertThat(command).containsText("$TRAWL_TOKEN");
    assertThat(command).not().containsText(trawl.token().orElseThrow());
    dashboard.field("Time for an answer at most").fill("9m");
    assertThat(command).containsText("\"answer\": \"PT540S\"");
  }

  /** In the last seconds; there is none of a job that does not run. */
  private static Locator rateOfBytes(Dashboard dashboard) {
    return dashboard.page().getByText(Pattern.compile("^[0-9.,]+ ([KMGT]i)?B/s$")).first();
  }

  private static void assertThatAllIsSettled(Dashboard dashboard, Api api) {
    JsonObject job = api.job(idIn(dashboard.page()));
    int discovered = job.getJsonObject("counters").getInt("discovered");
    assertThat(discovered).isGreaterThan(CHAPTERS);
    Locator progress = dashboard.named(AriaRole.PROGRESSBAR, "Progress");
    assertThat(progress).hasAttribute("aria-valuemax", Integer.toString(discovered));
    assertThat(progress).hasAttribute("aria-valuenow", Integer.toString(discovered));
    Locator latest = dashboard.table("Latest pages").getByRole(AriaRole.ROW);
    assertThat(latest).hasCount(11);
  }

  /** Of the job whose view is open. */
  private static String idIn(Page page) {
    return page.url().replaceFirst(".*#/jobs/", "").replaceFirst("[/?].*", "");
  }

  @Test
  void aJobIsClonedByTheFormWithWhatWasAskedFor(Chromium chromium, Trawl trawl, Api api) {
    try (DashboardSite site = DashboardSite.of(1);
        Dashboard dashboard = Dashboard.signedIn(chromium, trawl)) {
      JsonObject first = api.crawl(JobRequest.of(site.start()).maxPages(7), LIMIT);
      dashboard.go("/jobs/" + first.getString("id"));
      dashboard.link("Clone").click();
      dashboard.assertView("New job like another");
      assertThat(dashboard.field("Start URLs")).hasValue(site.start());
      assertThat(dashboard.field("Pages at most")).hasValue("7");
      String name = "Again " + first.getString("id");
      dashboard.field("Name").fill(name);
      dashboard.button("Start the job").click();
      dashboard.assertView(name);

      JsonObject second = api.job(idIn(dashboard.page()));
      assertThat(second.getString("id")).isNotEqualTo(first.getString("id"));
      assertThat(second.getString("name")).isEqualTo(name);
      for (String same : new String[] {"seeds", "scope", "politeness", "fetch"}) {
        assertThat(second.get(same)).as(same).isEqualTo(first.get(same));
      }
      dashboard.assertUndisturbed();
    }
  }

  @Test
  void aJobThatRunsIsChangedByTheForm(Chromium chromium, Trawl trawl, Api api) {
    try (DashboardSite site = DashboardSite.of(CHAPTERS);
        Dashboard dashboard = Dashboard.signedIn(chromium, trawl)) {
      JobRequest slow = JobRequest.of(site.start()).connections(1).delay(Duration.ofHours(1));
      String id = api.submit(slow.maxPages(50));
      dashboard.go("/jobs/" + id);
      dashboard.link("Change").press("Enter");
      assertThat(dashboard.named(AriaRole.HEADING, "Change the job")).isFocused();
      assertThatWhatHoldsIsFilledIn(dashboard);
      assertThatALowerLimitIsRefusedAtItsField(dashboard);
      dashboard.field("Pages at most").fill("");
      dashboard.field("More start URLs").fill(site.url("/notes.txt"));
      String name = "Changed at port " + site.start().replaceAll("\\D", "");
      dashboard.field("Name").fill(name);
      dashboard.field("Pause between requests").fill("50m");
      assertThatOnlyChangesAreInTheCommand(dashboard, id);
      dashboard.button("Save the changes").press("Enter");

      dashboard.assertView(name);
      assertThat(dashboard.fact("50m")).isVisible();
      assertThat(dashboard.text("Start URLs (2)")).isVisible();
      assertThat(dashboard.link("Change")).isFocused();
      JsonObject job = api.job(id);
      assertThat(job.getString("name")).isEqualTo(name);
      assertThat(job.getJsonArray("seeds")).hasSize(2);
      assertThat(job.getJsonObject("scope").isNull("maxPages")).isTrue();
      assertThat(job.getJsonObject("politeness").getString("delay")).isEqualTo("PT50M");
      dashboard.assertUndisturbed("400 PATCH /api/jobs/ID");
      api.delete("/api/jobs/" + id);
    }
  }

  private static void assertThatWhatHoldsIsFilledIn(Dashboard dashboard) {
    assertThat(dashboard.field("More start URLs")).hasValue("");
    assertThat(dashboard.field("Pages at most")).hasValue("50");
    assertThat(dashboard.field("Depth at most")).hasValue("64");
    assertThat(dashboard.field("Pause between requests")).hasValue("1h");
    assertThat(dashboard.field("Connections to a host")).hasValue("1");
    // It has none, and cannot get one any more.
    assertThat(dashboard.field("Time at most")).hasCount(0);
    assertThat(dashboard.page().getByText(Pattern.compile("cannot be set any more: time at most,")))
        .isVisible();
  }

  private static void assertThatALowerLimitIsRefusedAtItsField(Dashboard dashboard) {
    Locator most = dashboard.field("Pages at most");
    most.fill("20");
    dashboard.button("Save the changes").click();
    assertThat(most).hasAttribute("aria-invalid", "true");
    assertThat(most).hasAccessibleDescription(Pattern.compile("Can only be raised, from 50"));
    assertThat(most).isFocused();
    assertThat(dashboard.text("Nothing was changed.")).isVisible();
  }

  private static void assertThatOnlyChangesAreInTheCommand(Dashboard dashboard, String id) {
    dashboard.button("Copy as curl").click();
    Locator command = dashboard.field("The command");
    assertThat(command).containsText("-X PATCH");
    assertThat(command).containsText("/api/jobs/" + id);
    assertThat(command).containsText("\"maxPages\": null");
    assertThat(command).containsText("\"delay\": \"PT3000S\"");
    assertThat(command).not().containsText("maxDepth");
    assertThat(command).not().containsText("connectionsPerHost");
  }

  @Test
  void whoLeavesTheFormForChangesChangesNothing(Chromium chromium, Trawl trawl, Api api) {
    try (DashboardSite site = DashboardSite.of(CHAPTERS);
        Dashboard dashboard = Dashboard.signedIn(chromium, trawl)) {
      String id = waiting(api, site);
      JsonObject before = api.job(id);
      dashboard.go("/jobs/" + id + "/change");
      dashboard.field("Name").fill("never to be seen");
      dashboard.link("Cancel").press("Enter");
      assertThat(dashboard.link("Change")).isFocused();
      assertThat(dashboard.field("Name")).hasCount(0);
      dashboard.link("Change").press("Enter");
      assertThat(dashboard.field("Name")).hasValue("");
      assertThat(api.job(id).get("name")).isEqualTo(before.get("name"));

      api.post("/api/jobs/" + id + "/stop", "");
      assertThat(dashboard.text("This job cannot be changed any more")).isVisible();
      assertThat(dashboard.link("Change")).hasCount(0);
      dashboard.assertUndisturbed();
    }
  }

  @Test
  void allStartUrlsAreClonedThoughSomeAreShown(Chromium chromium, Trawl trawl, Api api) {
    try (DashboardSite site = DashboardSite.of(1);
        Dashboard dashboard = Dashboard.signedIn(chromium, trawl)) {
      List<String> seeds = IntStream.range(0, 60).mapToObj(i -> site.url("/" + i)).toList();
      JobRequest request = JobRequest.of(seeds.toArray(String[]::new));
      String id = api.crawl(request, LIMIT).getString("id");
      dashboard.go("/jobs/" + id + "?tab=settings");
      dashboard.assertView(seeds.get(0) + " and 59 more");
      assertThat(dashboard.text("Start URLs (60)")).isVisible();
      assertThat(dashboard.text("and 10 more")).isVisible();
      dashboard.link("Clone").click();
      assertThat(dashboard.field("Start URLs")).hasValue(String.join("\n", seeds));
      dashboard.assertUndisturbed();
    }
  }

  @Test
  void aQuestionStaysUntilItIsKnownWhatCameOfIt(Chromium chromium, Trawl trawl, Api api) {
    try (DashboardSite site = DashboardSite.of(1);
        Dashboard dashboard = Dashboard.signedIn(chromium, trawl)) {
      String id = api.crawl(JobRequest.of(site.start()), LIMIT).getString("id");
      dashboard.go("/jobs/" + id);
      dashboard.button("Delete").click();
      CompletableFuture<Route> held = new CompletableFuture<>();
      dashboard.page().route("**/api/jobs/" + id, held::complete);
      Locator question = dashboard.dialog("Delete the job?");
      Dashboard.inside(question, AriaRole.BUTTON, "Delete").click();
      dashboard.page().waitForCondition(held::isDone);
      // Twice, since Chromium asks the page at the first time only.
      dashboard.page().keyboard().press("Escape");
      dashboard.page().keyboard().press("Escape");
      Locator cancel = Dashboard.inside(question, AriaRole.BUTTON, "Cancel");
      assertThat(cancel).isDisabled();

      held.join().fulfill(new Route.FulfillOptions().setStatus(503));
      assertThat(question.getByRole(AriaRole.ALERT)).containsText("503");
      cancel.click();
      assertThat(question).isHidden();
      dashboard.assertUndisturbed("503 DELETE /api/jobs/ID");
    }
  }

  @Test
  void aDoubleClickPausesOnce(Chromium chromium, Trawl trawl, Api api) {
    try (DashboardSite site = DashboardSite.of(CHAPTERS);
        Dashboard dashboard = Dashboard.signedIn(chromium, trawl)) {
      String id = waiting(api, site);
      dashboard.go("/jobs/" + id);
      List<Route> held = new ArrayList<>();
      dashboard.page().route("**/api/jobs/" + id + "/pause", held::add);
      dashboard.button("Pause").click();
      dashboard.page().waitForCondition(() -> !held.isEmpty());
      assertThat(dashboard.button("Pause")).hasAttribute("aria-disabled", "true");
      dashboard.button("Pause").dispatchEvent("click");
      held.get(0).resume();
      assertThat(dashboard.text("Paused")).isVisible();

      dashboard.button("Resume").dblclick();
      assertThat(dashboard.text("Running")).isVisible();
      assertThat(dashboard.button("Pause")).not().hasAttribute("aria-disabled", "true");
      assertThat(held).hasSize(1);
      dashboard.assertUndisturbed();
      api.delete("/api/jobs/" + id);
    }
  }

  @Test
  void thatAPressWasInVainIsSaidUntilTheStateIsAnother(Chromium chromium, Trawl trawl, Api api) {
    try (DashboardSite site = DashboardSite.of(CHAPTERS);
        Dashboard dashboard = Dashboard.signedIn(chromium, trawl)) {
      String id = waiting(api, site);
      dashboard.go("/jobs/" + id);
      String pause = "**/api/jobs/" + id + "/pause";
      dashboard
          .page()
          .route(pause, route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
      dashboard.button("Pause").click();
      Locator alert = dashboard.page().getByRole(AriaRole.ALERT);
      assertThat(alert).containsText("503");
      assertThat(dashboard.text("Running")).isVisible();
      dashboard.page().unroute(pause);

      api.post("/api/jobs/" + id + "/pause", "");
      assertThat(dashboard.text("Paused")).isVisible();
      assertThat(alert).hasCount(0);
      dashboard.assertUndisturbed("503 POST /api/jobs/ID/pause");
      api.delete("/api/jobs/" + id);
    }
  }

  @Test
  void whyAJobThatRunsRequestsNothingIsSaid(Chromium chromium, Trawl trawl, Api api) {
    try (DashboardSite site = DashboardSite.of(CHAPTERS);
        Dashboard dashboard = Dashboard.signedIn(chromium, trawl)) {
      String id = waiting(api, site);
      Route.FulfillOptions stopped =
          new Route.FulfillOptions()
              .setContentType("application/json")
              .setBody(
                  "{\"dispatch\": {\"state\": \"no-space-broker\", \"detail\": \"3 MB left\"}}");
      dashboard.page().route("**/api/queues?limit=1", route -> route.fulfill(stopped));
      dashboard.go("/jobs/" + id);
      assertThat(dashboard.text("Stopped: no work is given out.")).isVisible();
      assertThat(dashboard.page().getByText("3 MB left")).isVisible();

      String later = Instant.now().plus(Duration.ofHours(2)).toString().substring(11, 16);
      String end = Instant.now().plus(Duration.ofHours(3)).toString().substring(11, 16);
      String hours = "{\"politeness\": {\"hours\": [\"%s-%s\"]}}".formatted(later, end);
      assertThat(api.patch("/api/jobs/" + id, hours).statusCode()).isEqualTo(200);
      assertThat(dashboard.text("Outside its hours.")).isVisible();
      assertThat(dashboard.text("Stopped: no work is given out.")).hasCount(0);
      dashboard.assertUndisturbed();
      api.delete("/api/jobs/" + id);
    }
  }

  @Test
  void aLongPauseOfAHostIsSaid(Chromium chromium, Trawl trawl, Api api) {
    try (DashboardSite site = DashboardSite.of(CHAPTERS);
        Dashboard dashboard = Dashboard.signedIn(chromium, trawl)) {
      String id = waiting(api, site);
      dashboard.go("/jobs/" + id);
      assertThat(dashboard.text("Nothing is requested at the moment.")).isVisible();
      assertThat(dashboard.page().getByText("is asked again after a pause of 1 h, at")).isVisible();
      dashboard.assertUndisturbed();
      api.delete("/api/jobs/" + id);
    }
  }

  /** A job that runs, and waits for an hour after its first request. */
  private static String waiting(Api api, DashboardSite site) {
    String id = api.submit(JobRequest.of(site.start()).connections(1).delay(Duration.ofHours(1)));
    api.awaitState(id, LIMIT, "RUNNING");
    return id;
  }

  @Test
  void aJobIsPausedAndStoppedAndDeletedOnlyByWhoMeansIt(Chromium chromium, Trawl trawl, Api api) {
    try (DashboardSite site = DashboardSite.of(CHAPTERS);
        Dashboard dashboard = Dashboard.signedIn(chromium, trawl)) {
      String id = waiting(api, site);
      dashboard.go("/jobs/" + id);
      dashboard.button("Pause").click();
      assertThat(dashboard.text("Paused")).isVisible();
      assertThat(dashboard.button("Resume")).isFocused();
      dashboard.button("Resume").click();
      assertThat(dashboard.text("Running")).isVisible();

      dashboard.button("Stop").click();
      Locator question = dashboard.dialog("Stop the job?");
      Dashboard.inside(question, AriaRole.BUTTON, "Cancel").click();
      assertThat(question).isHidden();
      dashboard.button("Stop").click();
      assertThat(question).isVisible();
      dashboard.page().keyboard().press("Escape");
      assertThat(question).isHidden();
      assertThat(dashboard.button("Stop")).isFocused();
      assertThat(api.job(id).getString("state")).isEqualTo("RUNNING");

      dashboard.button("Stop").click();
      Dashboard.inside(question, AriaRole.BUTTON, "Stop").click();
      assertThat(dashboard.text("Stopped")).isVisible();
      assertThat(dashboard.button("Stop")).hasCount(0);
      assertThat(dashboard.link("Clone")).isFocused();
      api.awaitState(id, LIMIT, "STOPPED");

      dashboard.button("Delete").click();
      Dashboard.inside(dashboard.dialog("Delete the job?"), AriaRole.BUTTON, "Delete").click();
      dashboard.assertView("Jobs");
      assertThat(api.get("/api/jobs/" + id).statusCode()).isEqualTo(404);
      // If the view asks once more while the job goes.
      dashboard.assertUndisturbed("404 GET /api/jobs/ID");
    }
  }
}
