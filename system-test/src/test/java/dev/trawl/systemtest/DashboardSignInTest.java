package dev.trawl.systemtest;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import dev.trawl.browser.Chromium;
import dev.trawl.browser.FirstView;
import dev.trawl.browser.SignIn;
import dev.trawl.stack.Api;
import dev.trawl.stack.JobRequest;
import dev.trawl.stack.Trawl;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who may look at the dashboard, and how soon. */
@ExtendWith({SharedStack.class, SharedBrowser.class})
class DashboardSignInTest {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int MOST_BYTES = 300_000;

  /** The figure is one second; what is asserted here holds on a machine that does other things. */
  private static final Duration LATEST = Duration.ofSeconds(30);

  @Test
  void aWrongTokenIsRefusedAndTheRightOneLetsIn(Chromium chromium, Trawl trawl) {
    try (Dashboard dashboard = Dashboard.open(chromium, trawl)) {
      dashboard.go("");
      dashboard.assertView("Sign in");
      assertThat(dashboard.page().getByRole(AriaRole.NAVIGATION)).hasCount(0);

      dashboard.signIn("not-the-token");
      Locator token = dashboard.field("Token");
      assertThat(token).hasAttribute("aria-invalid", "true");
      assertThat(token).hasAccessibleDescription(Pattern.compile("This is not the token[.]"));
      assertThat(token).isFocused();

      dashboard.signIn(trawl.token().orElseThrow());
      dashboard.assertView("Jobs");
      assertThat(dashboard.cookies())
          .singleElement()
          .satisfies(cookie -> assertThat(cookie.httpOnly).isTrue());
      assertThat(dashboard.page().evaluate("() => document.cookie")).isEqualTo("");
      dashboard.assertUndisturbed("401 POST /api/session");
    }
  }

  @Test
  void anEndedSessionIsSaidAndWhatWasTypedIsStillThere(Chromium chromium, Trawl trawl) {
    try (Dashboard dashboard = Dashboard.signedIn(chromium, trawl)) {
      dashboard.go("/jobs/new");
      String seed = "http://127.0.0.1:1/typed-before";
      dashboard.field("Start URLs").fill(seed);
      dashboard.endSession(chromium);
      dashboard.button("Start the job").click();

      dashboard.assertView("Sign in");
      assertThat(dashboard.page().getByText("Your session ended.")).isVisible();

      dashboard.signIn(trawl.token().orElseThrow());
      dashboard.assertView("New job");
      assertThat(dashboard.field("Start URLs")).hasValue(seed);
      dashboard.assertUndisturbed("401 POST /api/jobs");
    }
  }

  @Test
  void anOpenQuestionGivesWayToTheForm(Chromium chromium, Trawl trawl, Api api) {
    try (DashboardSite site = DashboardSite.of(1);
        Dashboard dashboard = Dashboard.signedIn(chromium, trawl)) {
      String id = api.crawl(JobRequest.of(site.start()), LIMIT).getString("id");
      dashboard.go("/jobs/" + id);
      dashboard.button("Delete").click();
      Locator question = dashboard.dialog("Delete the job?");
      dashboard.endSession(chromium);
      Dashboard.inside(question, AriaRole.BUTTON, "Delete").click();
      dashboard.assertView("Sign in");

      dashboard.signIn(trawl.token().orElseThrow());
      dashboard.assertView(site.start());
      assertThat(question).hasCount(0);
      assertThat(api.get("/api/jobs/" + id).statusCode()).isEqualTo(200);
      dashboard.assertUndisturbed("401 DELETE /api/jobs/ID", "401 GET /api/jobs/ID/statistics");
    }
  }

  @Test
  void aJobIsLiveAgainAfterTheNextSignIn(Chromium chromium, Trawl trawl, Api api) {
    try (DashboardSite site = DashboardSite.of(1);
        Dashboard dashboard = Dashboard.signedIn(chromium, trawl)) {
      String id = api.submit(JobRequest.of(site.start()).connections(1).delay(Duration.ofHours(1)));
      api.awaitState(id, LIMIT, "RUNNING");
      dashboard.go("/jobs/" + id);
      assertThat(dashboard.text("Live")).isVisible();
      dashboard.endSession(chromium);
      dashboard.button("Pause").click();
      dashboard.assertView("Sign in");

      dashboard
          .page()
          .waitForRequest(
              "**/api/jobs/" + id + "/events", () -> dashboard.signIn(trawl.token().orElseThrow()));
      assertThat(dashboard.text("Live")).isVisible();
      api.post("/api/jobs/" + id + "/stop", "");
      assertThat(dashboard.text("Stopped")).isVisible();
      // What else the view may ask for before it is live again.
      dashboard.assertUndisturbed(
          "401 POST /api/jobs/ID/pause",
          "401 GET /api/jobs/ID",
          "401 GET /api/jobs/ID/statistics",
          "401 GET /api/queues");
    }
  }

  @Test
  void aListThatCouldNotBeReadIsReadAfterTheNextSignIn(Chromium chromium, Trawl trawl, Api api) {
    try (DashboardSite site = DashboardSite.of(1);
        Dashboard dashboard = Dashboard.signedIn(chromium, trawl)) {
      api.crawl(JobRequest.of(site.start()), LIMIT);
      dashboard.go("/hosts");
      Locator hosts = dashboard.table("Hosts, the newest first");
      assertThat(hosts).isVisible();
      dashboard.endSession(chromium);
      dashboard.button("Refresh").click();
      dashboard.assertView("Sign in");

      dashboard.signIn(trawl.token().orElseThrow());
      dashboard.assertView("Hosts");
      assertThat(hosts).isVisible();
      dashboard.assertUndisturbed("401 GET /api/hosts");
    }
  }

  @Test
  void whoSignsOutIsOut(Chromium chromium, Trawl trawl) {
    try (Dashboard dashboard = Dashboard.signedIn(chromium, trawl)) {
      dashboard.go("/hosts");
      dashboard.assertView("Hosts");
      dashboard.button("Sign out").click();
      dashboard.assertView("Sign in");
      assertThat(dashboard.cookies()).isEmpty();

      dashboard.page().reload();
      dashboard.assertView("Sign in");
      dashboard.assertUndisturbed();
    }
  }

  @Test
  void aFailureToSignOutIsSaidUnlessTheSessionHasEnded(Chromium chromium, Trawl trawl) {
    try (Dashboard dashboard = Dashboard.signedIn(chromium, trawl)) {
      dashboard.go("/hosts");
      dashboard.assertView("Hosts");
      String session = "**/api/session";
      dashboard
          .page()
          .route(session, route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
      dashboard.button("Sign out").click();
      assertThat(dashboard.page().getByRole(AriaRole.ALERT)).containsText("503");
      dashboard.page().unroute(session);

      dashboard.endSession(chromium);
      dashboard.button("Try again").click();
      dashboard.assertView("Sign in");
      dashboard.assertUndisturbed("503 DELETE /api/session", "401 DELETE /api/session");
    }
  }

  @Test
  void theFirstStopOfTheKeyboardLeadsToTheContent(Chromium chromium, Trawl trawl) {
    try (Dashboard dashboard = Dashboard.signedIn(chromium, trawl)) {
      dashboard.go("/hosts");
      dashboard.assertView("Hosts");
      dashboard.page().keyboard().press("Tab");
      assertThat(dashboard.link("Skip to content")).isFocused();
      dashboard.page().keyboard().press("Enter");
      assertThat(dashboard.page().getByRole(AriaRole.MAIN)).isFocused();
      dashboard.assertUndisturbed();
    }
  }

  @Test
  void theChosenColoursStay(Chromium chromium, Trawl trawl) {
    try (Dashboard dashboard = Dashboard.open(chromium, trawl)) {
      dashboard.go("");
      dashboard.button("Theme: System").click();
      assertThat(dashboard.button("Theme: Dark")).isVisible();
      dashboard.page().reload();
      assertThat(dashboard.button("Theme: Dark")).isVisible();
      dashboard.assertUndisturbed();
    }
  }

  @Test
  void theFirstViewIsSmall(Chromium chromium, Trawl trawl) {
    URI origin = trawl.origin();
    List<Cookie> cookies = SignIn.cookies(chromium, origin, trawl.token().orElseThrow());
    FirstView form =
        FirstView.of(
            chromium, origin, List.of(), page -> page.getByLabel("Token").first().waitFor());
    FirstView jobs = FirstView.of(chromium, origin, cookies, DashboardSignInTest::awaitJobs);
    System.out.println("The sign-in form: " + form + ", the jobs: " + jobs);

    assertThat(List.of(form, jobs))
        .allSatisfy(view -> assertThat(view.bytes()).isBetween(1L, (long) MOST_BYTES))
        .allSatisfy(view -> assertThat(view.usable()).isLessThan(LATEST));
  }

  /** With what is in it: a table of jobs, or that there are none. */
  private static void awaitJobs(Page page) {
    page.getByRole(AriaRole.TABLE).or(page.getByText("There are no jobs yet")).first().waitFor();
  }
}
