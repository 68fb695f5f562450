package dev.trawl.systemtest;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.trawl.browser.Chromium;
import dev.trawl.stack.Api;
import dev.trawl.stack.JobRequest;
import dev.trawl.stack.Trawl;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a job has crawled, in a browser: it is found, and it does nothing. */
@ExtendWith({SharedStack.class, SharedBrowser.class})
class DashboardPagesTest {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String LIST = "Pages, newest first";
  private static final String PARTS = "Parts of the page";

  /** Of a request: as long as a test holds its answer back. */
  private static final JsonObject PATIENT =
      Json.createObjectBuilder().add("firstByte", "PT5M").add("answer", "PT10M").build();

  private static final String PROTOCOLS = "links => links.map(link => link.protocol)";

  /** A job of that name whose pages are there. */
  private static String crawled(Api api, DashboardSite site, String name) {
    JsonObject request =
        Json.createObjectBuilder(JobRequest.of(site.start()).json()).add("name", name).build();
    String id = api.submit(request).getString("id");
    api.awaitState(id, LIMIT, "COMPLETED");
    return id;
  }

  @Test
  void pagesAreFilteredSearchedAndOpened(Chromium chromium, Trawl trawl, Api api) {
    try (DashboardSite site = DashboardSite.of(18);
        Dashboard dashboard = Dashboard.signedIn(chromium, trawl)) {
      String id = crawled(api, site, "Pages of a job");
      dashboard.go("/jobs/" + id);
      dashboard.place("Job", "Pages").click();
      assertThat(dashboard.place("Job", "Pages")).isFocused();
      assertThatTheJobIsStillInSight(dashboard);
      Locator rows = dashboard.table(LIST).getByRole(AriaRole.ROW);
      // The head, the start, 18 chapters, four of the special pages, and what the evil one links
      // to.
      assertThat(rows).hasCount(1 + 1 + 18 + 4 + 1);

      dashboard.field("Status").fill("3xx");
      assertThat(rows).hasCount(2);
      assertThat(rows.last()).containsText(site.url("/moved"));
      assertThat(dashboard.page()).hasURL(Pattern.compile("status=3xx"));
      dashboard.button("Clear filters").click();
      assertThat(rows).hasCount(1 + 1 + 18 + 4 + 1);
      assertThat(dashboard.field("Search")).isFocused();

      dashboard.field("Search").fill("no such page");
      assertThat(dashboard.text("No page matches")).isVisible();
      dashboard.field("Search").fill(DashboardSite.START_TITLE);
      assertThat(rows).hasCount(2);
      dashboard.pageLink(DashboardSite.START_TITLE, site.start()).click();
      dashboard.assertView(DashboardSite.START_TITLE);
      assertThat(dashboard.place("Breadcrumb", "Pages of a job")).isVisible();
      assertThat(dashboard.fact("text/html; charset=utf-8")).isVisible();
      dashboard.assertUndisturbed();
    }
  }

  private static void assertThatTheJobIsStillInSight(Dashboard dashboard) {
    dashboard.assertView("Pages of a job");
    assertThat(dashboard.text("Completed")).isVisible();
    assertThat(dashboard.button("Delete")).isVisible();
  }

  @Test
  void theNewestPagesAreShownWhenTheyAreAskedFor(Chromium chromium, Trawl trawl, Api api) {
    try (DashboardSite site = DashboardSite.of(18);
        Dashboard dashboard = Dashboard.signedIn(chromium, trawl)) {
      site.chaptersHeldBack().stop();
      String id = api.submit(JobRequest.of(site.start()).fetch("times", PATIENT));
      api.awaitFetched(id, 3, LIMIT);
      dashboard.go("/jobs/" + id + "/pages");
      Locator rows = dashboard.table(LIST).getByRole(AriaRole.ROW);
      assertThat(rows.nth(3)).isVisible();
      assertThat(dashboard.text("Live")).isVisible();
      site.chaptersHeldBack().go();
      dashboard.button("Show the newest").press("Enter");
      assertThat(dashboard.named(AriaRole.GROUP, "Pages")).isFocused();

      api.awaitState(id, LIMIT, "COMPLETED");
      dashboard.button("Refresh").click();
      assertThat(rows).hasCount(1 + 1 + 18 + 4 + 1);
      assertThat(dashboard.button("Show the newest")).hasCount(0);
      dashboard.assertUndisturbed();
    }
  }

  @Test
  void aListIsReadToItsEndByTheKeyboard(Chromium chromium, Trawl trawl, Api api) {
    try (DashboardSite site = DashboardSite.of(55);
        Dashboard dashboard = Dashboard.signedIn(chromium, trawl)) {
      String id = crawled(api, site, "More than a screenful");
      dashboard.go("/jobs/" + id + "/pages");
      Locator rows = dashboard.table(LIST).getByRole(AriaRole.ROW);
      assertThat(rows).hasCount(1 + 50);
      dashboard.button("Load more").press("Enter");
      assertThat(rows).hasCount(1 + 1 + 55 + 4 + 1);
      assertThat(dashboard.page().getByText("That is all: 61 entries.")).isFocused();
      dashboard.assertUndisturbed();
    }
  }

  @Test
  void whyAUrlWasNotCrawledIsFoundFromThePageThatLinksToIt(
      Chromium chromium, Trawl trawl, Api api) {
    try (DashboardSite site = DashboardSite.of(1);
        Dashboard dashboard = Dashboard.signedIn(chromium, trawl)) {
      String id = crawled(api, site, "Why");
      dashboard.go("/jobs/" + id + "/pages?q=" + encoded(DashboardSite.START_TITLE));
      dashboard.pageLink(DashboardSite.START_TITLE, site.start()).click();
      dashboard.place(PARTS, "Outlinks (7)").click();
      dashboard.link("Why? What became of " + site.url("/private/diary")).click();
      assertThat(dashboard.text("robots-disallowed")).isVisible();
      assertThat(dashboard.field("URL")).hasValue(site.url("/private/diary"));

      dashboard.field("URL").fill("http://elsewhere.invalid/");
      dashboard.button("Look up").click();
      assertThat(dashboard.text("within")).isVisible();

      dashboard.field("URL").fill(site.url("/never"));
      dashboard.button("Look up").click();
      assertThat(dashboard.text("This job has never met that URL")).isVisible();

      dashboard.field("URL").fill("no url");
      dashboard.button("Look up").click();
      assertThat(dashboard.field("URL")).hasAttribute("aria-invalid", "true");
      dashboard.assertUndisturbed("404 GET /api/jobs/ID/urls", "400 GET /api/jobs/ID/urls");
    }
  }

  @Test
  void theFocusStaysWithWhatIsLookedUp(Chromium chromium, Trawl trawl, Api api) {
    try (DashboardSite site = DashboardSite.of(1);
        Dashboard dashboard = Dashboard.signedIn(chromium, trawl)) {
      String id = crawled(api, site, "Where the focus is");
      dashboard.go("/jobs/" + id + "?tab=why");
      dashboard.field("URL").fill(site.url("/private/diary"));
      dashboard.button("Look up").press("Enter");
      assertThat(answer(dashboard)).containsText("robots-disallowed");
      assertThat(dashboard.button("Look up")).isFocused();

      Dashboard.inside(answer(dashboard), AriaRole.LINK, site.start()).press("Enter");
      assertThat(answer(dashboard)).containsText("as a seed of the job");
      assertThat(answer(dashboard)).isFocused();
      assertThat(dashboard.field("URL")).hasValue(site.start());
      dashboard.page().goBack();
      assertThat(answer(dashboard)).containsText("robots-disallowed");
      assertThat(dashboard.field("URL")).hasValue(site.url("/private/diary"));
      dashboard.assertUndisturbed();
    }
  }

  /** What became of a URL, which is read out when it is there. */
  private static Locator answer(Dashboard dashboard) {
    return dashboard
        .page()
        .getByRole(AriaRole.STATUS)
        .filter(new Locator.FilterOptions().setHasText("What happened"));
  }

  @Test
  void whatAStrangerWroteDoesNothingAnywhere(Chromium chromium, Trawl trawl, Api api) {
    try (DashboardSite site = DashboardSite.of(1);
        Dashboard dashboard = Dashboard.signedIn(chromium, trawl)) {
      String id = crawled(api, site, DashboardSite.EVIL);
      dashboard.go("/jobs");
      assertThat(dashboard.link(DashboardSite.EVIL)).isVisible();
      dashboard.link(DashboardSite.EVIL).click();
      dashboard.assertView(DashboardSite.EVIL);
      assertThat(dashboard.table("Latest pages")).containsText(DashboardSite.EVIL);
      dashboard.place("Job", "Settings").click();
      assertThat(dashboard.fact(DashboardSite.EVIL)).isVisible();
      dashboard.place("Job", "Why").click();
      dashboard.field("URL").fill(site.url("/evil"));
      dashboard.button("Look up").click();
      assertThat(dashboard.text("Request 1")).isVisible();

      dashboard.place("Job", "Pages").click();
      dashboard.field("Search").fill("onerror");
      dashboard.pageLink(DashboardSite.EVIL, site.url("/evil")).click();
      dashboard.assertView(DashboardSite.EVIL);
      lookAtAllParts(dashboard, site);

      dashboard.go("/hosts/" + encoded(site.start().split("/", 4)[2]) + "?scheme=http");
      assertThat(dashboard.named(AriaRole.REGION, "Content of robots.txt"))
          .containsText(DashboardSite.EVIL);
      dashboard.go("/jobs/new?from=" + id);
      assertThat(dashboard.field("Name")).hasValue(DashboardSite.EVIL);
      dashboard.assertUndisturbed();
    }
  }

  /** Of the evil page, whose view is open. */
  private static void lookAtAllParts(Dashboard dashboard, DashboardSite site) {
    assertThat(dashboard.fact(DashboardSite.EVIL)).isVisible();
    assertThat(dashboard.fact("HTTP/1.1")).isVisible();
    dashboard.place(PARTS, "Content").click();
    assertThat(dashboard.named(AriaRole.REGION, "Source")).containsText("<script>alert('harm')");
    dashboard.place(PARTS, "Text").click();
    assertThat(dashboard.named(AriaRole.REGION, "Text of the page"))
        .containsText("<script>alert('harm')</script>");
    partThatBegins(dashboard, "Outlinks").click();
    assertThat(dashboard.named(AriaRole.LIST, "Outlinks")).containsText("/gone?");
    assertThat((List<?>) dashboard.page().getByRole(AriaRole.LINK).evaluateAll(PROTOCOLS))
        .isNotEmpty()
        .allMatch("http:"::equals);
    partThatBegins(dashboard, "Inlinks").click();
    assertThat(dashboard.table("Pages of this job that link or redirect here"))
        .containsText(site.start());
    partThatBegins(dashboard, "Headers").click();
    assertThat(dashboard.table("Header fields of the answer, in their order"))
        .containsText(DashboardSite.EVIL);
  }

  private static Locator partThatBegins(Dashboard dashboard, String label) {
    return dashboard
        .named(AriaRole.NAVIGATION, PARTS)
        .getByRole(
            AriaRole.LINK, new Locator.GetByRoleOptions().setName(Pattern.compile("^" + label)));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
