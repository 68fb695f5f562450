package dev.trawl.bench;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import dev.trawl.browser.Chromium;
import dev.trawl.browser.SignIn;
import dev.trawl.site.SiteProcess;
import dev.trawl.site.SyntheticWeb;
import dev.trawl.stack.JobRequest;
import dev.trawl.stack.Memory;
import dev.trawl.stack.Trawl;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * What the view of a job that runs holds in the browser's memory, soon and late.
 *
 * @param minutes after which {@code late} was measured
 * @param early after {@link #EARLY} minutes
 */
record ViewMemory(int minutes, Held early, Held late) {

  static final int EARLY = 5;

  private static final int HOSTS = 64;
  private static final int LINKS = 16;

  /**
   * What is held.
   *
   * @param heap bytes of JavaScript objects after a collection
   * @param nodes of documents
   * @param resident bytes of the renderer's process
   */
  record Held(long heap, long nodes, long resident) {}

  /** How much more objects there are late than early. */
  double growth() {
    return (double) late.heap() / early.heap();
  }

  /**
   * Watches a crawl of {@value #HOSTS} hosts with a page a second each, on a fresh stack.
   *
   * @param minutes more than {@link #EARLY}
   */
  static ViewMemory measure(int minutes) {
    try (Trawl trawl = Trawl.fresh();
        Chromium chromium = Chromium.start()) {
      trawl.up().orThrow();
      URI origin = trawl.origin();
      List<Cookie> cookies = SignIn.cookies(chromium, origin, trawl.token().orElseThrow());
      return measure(trawl, chromium, origin, cookies, minutes);
    }
  }

  private static ViewMemory measure(
      Trawl trawl, Chromium chromium, URI origin, List<Cookie> cookies, int minutes) {
    int pages = HOSTS * 60 * (minutes + 2 * EARLY);
    SyntheticWeb.Shape shape = new SyntheticWeb.Shape(pages, HOSTS, LINKS, 11);
    try (SiteProcess site = SiteProcess.ofPages(shape);
        BrowserContext context = chromium.open(new Browser.NewContextOptions())) {
      JobRequest request =
          JobRequest.of(site.start()).within("any").connections(1).delay(Duration.ofSeconds(1));
      String id = trawl.api().submit(request);
      context.addCookies(cookies);
      Page page = context.newPage();
      page.navigate(origin + "#/jobs/" + id);
      page.getByText("Live", new Page.GetByTextOptions().setExact(true)).waitFor();
      Held early = after(EARLY, chromium, page);
      Held late = early;
      for (int passed = EARLY; passed < minutes; passed += EARLY) {
        late = after(Math.min(EARLY, minutes - passed), chromium, page);
      }
      trawl.api().post("/api/jobs/" + id + "/stop", "");
      return new ViewMemory(minutes, early, late);
    }
  }

  private static Held after(int minutes, Chromium chromium, Page page) {
    page.waitForTimeout(minutes * 60_000.0);
    CDPSession session = page.context().newCDPSession(page);
    try {
      session.send("HeapProfiler.collectGarbage");
      session.send("Performance.enable");
      JsonObject metrics = session.send("Performance.getMetrics");
      long resident = chromium.renderers().stream().mapToLong(Memory::resident).sum();
      Held held = new Held(metric(metrics, "JSHeapUsedSize"), metric(metrics, "Nodes"), resident);
      System.err.println("The view holds " + held);
      return held;
    } finally {
      session.detach();
    }
  }

  private static long metric(JsonObject metrics, String name) {
    for (JsonElement metric : metrics.getAsJsonArray("metrics")) {
      if (metric.getAsJsonObject().get("name").getAsString().equals(name)) {
        return metric.getAsJsonObject().get("value").getAsLong();
      }
    }
    throw new IllegalStateException("No " + name + " in " + metrics);
  }
}
