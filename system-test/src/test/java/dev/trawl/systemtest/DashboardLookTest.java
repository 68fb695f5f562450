package dev.trawl.systemtest;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import dev.trawl.browser.Chromium;
import dev.trawl.stack.Api;
import dev.trawl.stack.JobRequest;
import dev.trawl.stack.Trawl;
import jakarta.jms.TextMessage;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The main views, wide and narrow, light and dark: each is judged by axe-core, fits its window, and
 * leaves a picture in {@code system-test/target/screenshots} for people to judge.
 */
@ExtendWith({SharedStack.class, SharedBrowser.class})
class DashboardLookTest {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Path PICTURES =
      Path.of(System.getProperty("trawl.root", "."), "system-test", "target", "screenshots");
  private static final Set<String> GRAVE = Set.of("serious", "critical");

  /** More than are crawled while the pictures are made. */
  private static final int MANY = 999_999;

  private static final int HOSTS = 4;
  private static final int HEIGHT = 900;
  private static final int NARROW = 390;

  /** Tabs and tables of which a part is out of sight. */
  private static final String CUT =
      """
      () => [...document.querySelectorAll('.tabs, .table-box')]
          .filter(part => part.scrollWidth > part.clientWidth)
          .map(part => part.getAttribute('aria-label'))
      """;

  private static DashboardSite ended = DashboardSite.of(60);
  private static DashboardSite running = DashboardSite.onHosts(HOSTS, MANY);
  private static String endedJob = "";
  private static String runningJob = "";
  private static String letter = "";

  @BeforeAll
  static void crawl(Trawl trawl, Api api) throws Exception {
    endedJob = submit(api, "Reading room, once", JobRequest.of(ended.start()));
    api.awaitState(endedJob, LIMIT, "COMPLETED");
    runningJob =
        submit(
            api,
            "Four reading rooms",
            JobRequest.of(running.starts()).connections(1).delay(Duration.ofMillis(250)));
    letter = deadLetter(trawl, api);
    api.awaitFetched(runningJob, 100, LIMIT);
  }

  private static String submit(Api api, String name, JobRequest request) {
    JsonObject named = Json.createObjectBuilder(request.json()).add("name", name).build();
    return api.submit(named).getString("id");
  }

  /** A crawl request that is refused. */
  private static String deadLetter(Trawl trawl, Api api) throws Exception {
    String mark = UUID.randomUUID().toString();
    try (Messaging messaging = new Messaging(trawl)) {
      TextMessage refused = messaging.session().createTextMessage("{\"seeds\": []}");
      refused.setStringProperty("idempotencyKey", mark);
      messaging.send("trawl.crawl", refused);
    }
    return new DeadLetters(api).await("idempotencyKey", mark).getString("id");
  }

  @AfterAll
  static void leave(Api api) {
    ended.close();
    running.close();
    new DeadLetters(api).discard(letter);
    api.post("/api/jobs/" + runningJob + "/stop", "");
    api.awaitState(runningJob, LIMIT, "STOPPED");
  }

  @ParameterizedTest
  @CsvSource({"1440, LIGHT", "1440, DARK", "390, LIGHT", "390, DARK"})
  void eachViewCanBeUsedByEverybodyAndFitsItsWindow(
      int width, ColorScheme colours, Chromium chromium, Trawl trawl, Api api) {
    Browser.NewContextOptions options =
        new Browser.NewContextOptions()
            .setViewportSize(width, HEIGHT)
            .setColorScheme(colours)
            .setTimezoneId("Europe/Berlin");
    String kind = width + "-" + colours.name().toLowerCase(Locale.ROOT);
    try (Dashboard dashboard = Dashboard.open(chromium, trawl, options)) {
      Judge judge = new Judge(dashboard.page(), kind);
      dashboard.go("");
      dashboard.assertView("Sign in");
      judge.look("sign-in");
      dashboard.signIn(trawl.token().orElseThrow());
      jobs(dashboard, judge);
      pages(dashboard, judge, api);
      operations(dashboard, judge);
      dashboard.assertUndisturbed();
      assertThat(judge.faults).as("what people would stumble over").isEmpty();
    }
  }

  private static void jobs(Dashboard dashboard, Judge judge) {
    assertThat(dashboard.link("Four reading rooms")).isVisible();
    // Once its sparkline is there.
    assertThat(dashboard.page().getByRole(AriaRole.IMG, named("at most .* lately")).first())
        .isVisible();
    judge.look("jobs");
    dashboard.go("/jobs/new");
    assertThat(dashboard.field("Start URLs")).isVisible();
    judge.look("new-job");
    dashboard.go("/jobs/" + runningJob);
    assertThat(dashboard.text("Live")).isVisible();
    assertThat(dashboard.page().getByRole(AriaRole.IMG, named("^Pages a second from"))).isVisible();
    assertThat(dashboard.page().getByText("Counted ").first()).isVisible();
    judge.look("job-live");
    dashboard.link("Change").click();
    assertThat(dashboard.field("More start URLs")).isVisible();
    judge.look("job-change");
    dashboard.go("/jobs/" + endedJob + "?tab=why&url=" + ended.url("/private/diary"));
    assertThat(dashboard.text("robots-disallowed")).isVisible();
    judge.look("why");
  }

  private static void pages(Dashboard dashboard, Judge judge, Api api) {
    dashboard.go("/jobs/" + endedJob + "/pages");
    assertThat(dashboard.table("Pages, newest first")).isVisible();
    judge.look("pages");
    String chapter =
        Api.parse(api.get("/api/jobs/" + endedJob + "/pages?q=chapters/1&limit=1").body())
            .getJsonArray("items")
            .getJsonObject(0)
            .getString("id");
    dashboard.go("/pages/" + chapter);
    assertThat(dashboard.fact(chapter)).isVisible();
    judge.look("page");
    dashboard.go("/pages/" + chapter + "?tab=content");
    assertThat(dashboard.named(AriaRole.REGION, "Source")).isVisible();
    judge.look("page-content");
  }

  private static void operations(Dashboard dashboard, Judge judge) {
    dashboard.go("/hosts");
    assertThat(dashboard.table("Hosts, the newest first")).isVisible();
    judge.look("hosts");
    dashboard.go("/hosts/" + ended.start().split("/", 4)[2].replace(":", "%3A") + "?scheme=http");
    assertThat(dashboard.named(AriaRole.REGION, "Content of robots.txt")).isVisible();
    judge.look("host");
    dashboard.go("/cluster");
    assertThat(dashboard.table("Queues by name, as they were some seconds ago")).isVisible();
    assertThat(dashboard.table("Nodes, those that live first")).isVisible();
    judge.look("cluster");
    dashboard.go("/dead-letters");
    assertThat(dashboard.page().getByRole(AriaRole.ARTICLE).first()).isVisible();
    judge.look("dead-letters");
  }

  private static Page.GetByRoleOptions named(String pattern) {
    return new Page.GetByRoleOptions().setName(Pattern.compile(pattern));
  }

  /** Looks at what is in the window, and notes what is wrong with it. */
  private record Judge(Page page, String kind, List<String> faults) {
    Judge(Page page, String kind) {
      this(page, kind, new ArrayList<>());
    }

    void look(String view) {
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(PICTURES.resolve(view + "-" + kind + ".png"))
              .setAnimations(ScreenshotAnimations.DISABLED)
              .setFullPage(true));
      new AxeBuilder(page)
          .analyze().getViolations().stream()
              .filter(rule -> GRAVE.contains(rule.getImpact()))
              .forEach(rule -> note(view, rule.getId() + " " + rule.getNodes()));
      Object over = page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth");
      if (((Number) over).doubleValue() > 0) {
        note(view, over + " pixels wider than the window");
      }
      if (page.viewportSize().width <= NARROW) {
        ((List<?>) page.evaluate(CUT)).forEach(part -> note(view, part + " is to be scrolled"));
      }
    }

    private void note(String view, String fault) {
      faults.add(view + ", " + kind + ": " + fault);
    }
  }
}
