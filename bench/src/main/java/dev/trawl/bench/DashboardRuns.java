package dev.trawl.bench;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import dev.trawl.browser.Chromium;
import dev.trawl.browser.FirstView;
import dev.trawl.browser.SignIn;
import dev.trawl.site.SiteProcess;
import dev.trawl.stack.Trawl;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What the dashboard takes of its reader's time, and of a crawl.
 *
 * @param signIn the first view of who has not signed in, with a cold cache; the median
 * @param jobs the first view of who has
 */
record DashboardRuns(FirstView signIn, FirstView jobs, OpenRuns open) {

  static final int FIRST_VIEWS = 10;

  private static final Duration LIMIT = Duration.ofMinutes(10);

  /** Measures all of it on one fresh stack. */
  static DashboardRuns measure() {
    try (Trawl trawl = Trawl.fresh();
        SiteProcess site = OpenRuns.site()) {
      trawl.run(LIMIT, "status");
      trawl.up().orThrow();
      OpenRuns.warmUp(trawl, site);
      URI origin = trawl.origin();
      List<Cookie> cookies;
      FirstView signIn;
      FirstView jobs;
      try (Chromium chromium = Chromium.start()) {
        cookies = SignIn.cookies(chromium, origin, trawl.token().orElseThrow());
        signIn = firstView(chromium, origin, List.of(), DashboardRuns::awaitForm);
        jobs = firstView(chromium, origin, cookies, DashboardRuns::awaitJobs);
      }
      try (ReaderProcess readers = new ReaderProcess(origin, cookies.get(0))) {
        return new DashboardRuns(signIn, jobs, OpenRuns.measure(trawl, site, readers));
      }
    }
  }

  private static FirstView firstView(
      Chromium chromium, URI origin, List<Cookie> cookies, Consumer<Page> awaitUsable) {
    return Stream.generate(() -> FirstView.of(chromium, origin, cookies, awaitUsable))
        .limit(FIRST_VIEWS)
        .sorted(Comparator.comparing(FirstView::usable))
        .toList()
        .get(FIRST_VIEWS / 2);
  }

  private static void awaitForm(Page page) {
    page.getByLabel("Token", new Page.GetByLabelOptions().setExact(true)).waitFor();
  }

  private static void awaitJobs(Page page) {
    page.getByRole(AriaRole.TABLE).waitFor();
  }
}
