package dev.trawl.browser;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.APIRequestContext;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A Chromium that runs until it is closed. */
public final class Chromium implements AutoCloseable {

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /**
   * Starts the one that is on the path.
   *
   * @throws IllegalStateException if there is none
   */
  public static Chromium start() {
    Path program = program();
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    try {
      return new Chromium(playwright, playwright.chromium().launch(options(program)));
    } catch (RuntimeException e) {
      playwright.close();
      throw e;
    }
  }

  private static Path program() {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .map(folder -> Path.of(folder, "chromium"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "chromium is missing; install it, as .ci/run does (Debian: chromium)."));
  }

  /** Its sandbox cannot be set up by root; what it shows here is our own. */
  private static BrowserType.LaunchOptions options(Path program) {
    boolean root = System.getProperty("user.name", "").equals("root");
    return new BrowserType.LaunchOptions()
        .setExecutablePath(program)
        .setArgs(root ? List.of("--no-sandbox") : List.of());
  }

  /** Somebody's browser who has never been anywhere: no cookies, an empty cache. */
  public BrowserContext open(Browser.NewContextOptions options) {
    return browser.newContext(options);
  }

  /** Calls without a browser's cookies; to be disposed by who has asked for it. */
  public APIRequestContext calls() {
    return playwright.request().newContext();
  }

  /** The processes that hold pages: of each context that has one, one at least. */
  public List<Long> renderers() {
    CDPSession session = browser.newBrowserCDPSession();
    try {
      JsonArray processes = session.send("SystemInfo.getProcessInfo").getAsJsonArray("processInfo");
      return StreamSupport.stream(processes.spliterator(), false)
          .map(process -> process.getAsJsonObject())
          .filter(process -> process.get("type").getAsString().equals("renderer"))
          .map((JsonObject process) -> process.get("id").getAsLong())
          .toList();
    } finally {
      session.detach();
    }
  }

  @Override
  public void close() {
    try {
      browser.close();
    } finally {
      playwright.close();
    }
  }
}
