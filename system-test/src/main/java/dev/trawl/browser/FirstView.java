package dev.trawl.browser;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.WaitUntilState;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * What the first view takes in a browser whose cache is empty.
 *
 * @param usable from the call of the address until the view can be used
 * @param bytes that came over the wire until nothing more was asked for, heads included
 */
public record FirstView(Duration usable, long bytes) {

  /**
   * Opens an address.
   *
   * @param cookies of a session, or none
   * @param awaitUsable returns when the view can be used
   */
  public static FirstView of(
      Chromium chromium, URI address, List<Cookie> cookies, Consumer<Page> awaitUsable) {
    try (BrowserContext context = chromium.open(new Browser.NewContextOptions())) {
      context.addCookies(cookies);
      Page page = context.newPage();
      AtomicLong bytes = countBytes(context, page);
      long start = System.nanoTime();
      page.navigate(
          address.toString(), new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
      awaitUsable.accept(page);
      Duration usable = Duration.ofNanos(System.nanoTime() - start);
      page.waitForLoadState(LoadState.NETWORKIDLE);
      return new FirstView(usable, bytes.get());
    }
  }

  /** As the browser itself tells, what it took from its cache or decoded apart. */
  private static AtomicLong countBytes(BrowserContext context, Page page) {
    AtomicLong bytes = new AtomicLong();
    CDPSession session = context.newCDPSession(page);
    session.on(
        "Network.loadingFinished",
        (JsonObject event) -> bytes.addAndGet(event.get("encodedDataLength").getAsLong()));
    session.send("Network.enable");
    return bytes;
  }
}
