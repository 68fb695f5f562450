package dev.trawl.systemtest;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.APIRequestContext;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.RequestOptions;
import dev.trawl.browser.Chromium;
import dev.trawl.browser.SignIn;
import dev.trawl.stack.Trawl;
import java.net.URI;
import java.util.List;

/** A window with the dashboard in it, by what a reader sees: roles, names and labels. */
final class Dashboard implements AutoCloseable {

  /** Milliseconds that anything may take: a machine that is busy is slow. */
  private static final double LIMIT = 60_000;

  private final BrowserContext context;
  private final Page page;
  private final URI origin;
  private final Disturbances disturbances;

  private Dashboard(BrowserContext context, URI origin) {
    this.context = context;
    this.origin = origin;
    context.setDefaultTimeout(LIMIT);
    PlaywrightAssertions.setDefaultAssertionTimeout(LIMIT);
    page = context.newPage();
    disturbances = new Disturbances(page, origin);
  }

  /** For somebody who has not signed in, and lives in Tokyo. */
  static Dashboard open(Chromium chromium, Trawl trawl) {
    return open(chromium, trawl, new Browser.NewContextOptions().setTimezoneId("Asia/Tokyo"));
  }

  /** The same with another window. */
  static Dashboard open(Chromium chromium, Trawl trawl, Browser.NewContextOptions options) {
    return new Dashboard(chromium.open(options), trawl.origin());
  }

  /** For somebody who has signed in before. */
  static Dashboard signedIn(Chromium chromium, Trawl trawl) {
    Dashboard dashboard = open(chromium, trawl);
    String token = trawl.token().orElseThrow();
    dashboard.context.addCookies(SignIn.cookies(chromium, trawl.origin(), token));
    return dashboard;
  }

  Page page() {
    return page;
  }

  /** Goes to an address, as in {@code /jobs/new}. */
  void go(String route) {
    page.navigate(origin + "#" + route);
  }

  /** Signs in by the form, which must be there. */
  void signIn(String token) {
    field("Token").fill(token);
    button("Sign in").click();
  }

  List<Cookie> cookies() {
    return context.cookies();
  }

  /** Ends the session behind the window's back, as signing out in another one does. */
  void endSession(Chromium chromium) {
    Cookie cookie = cookies().get(0);
    APIRequestContext calls = chromium.calls();
    try {
      int status =
          calls
              .delete(
                  origin.resolve("api/session").toString(),
                  RequestOptions.create()
                      .setHeader("Cookie", cookie.name + "=" + cookie.value)
                      .setHeader("X-Requested-By", "trawl"))
              .status();
      if (status != 204) {
        throw new IllegalStateException("The session did not end: " + status);
      }
    } finally {
      calls.dispose();
    }
  }

  /** Waits until the view with that heading is there. */
  void assertView(String heading) {
    Page.GetByRoleOptions first = new Page.GetByRoleOptions().setLevel(1);
    assertThat(page.getByRole(AriaRole.HEADING, first.setName(heading).setExact(true))).isVisible();
  }

  Locator button(String name) {
    return named(AriaRole.BUTTON, name);
  }

  Locator link(String name) {
    return named(AriaRole.LINK, name);
  }

  /** Of a page in a list. */
  Locator pageLink(String title, String url) {
    return page.getByRole(AriaRole.LINK)
        .filter(new Locator.FilterOptions().setHasText(title))
        .filter(new Locator.FilterOptions().setHasText(url));
  }

  Locator table(String caption) {
    return named(AriaRole.TABLE, caption);
  }

  /** The row of a table that has this name. */
  static Locator rowOf(Locator table, String name) {
    Locator head =
        table
            .page()
            .getByRole(
                AriaRole.ROWHEADER, new Page.GetByRoleOptions().setName(name).setExact(true));
    return table.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHas(head));
  }

  /** A question that is asked. */
  Locator dialog(String title) {
    return named(AriaRole.DIALOG, title);
  }

  /** A link of a navigation: {@code Main}, {@code Job}, {@code Parts of the page}. */
  Locator place(String navigation, String name) {
    return inside(named(AriaRole.NAVIGATION, navigation), AriaRole.LINK, name);
  }

  Locator field(String label) {
    return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
  }

  /** What has exactly that text, and nothing besides. */
  Locator text(String text) {
    return page.getByText(text, new Page.GetByTextOptions().setExact(true));
  }

  /** The value of some fact that contains a text. */
  Locator fact(String text) {
    return page.getByRole(AriaRole.DEFINITION)
        .filter(new Locator.FilterOptions().setHasText(text))
        .first();
  }

  Locator named(AriaRole role, String name) {
    return page.getByRole(role, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  static Locator inside(Locator outer, AriaRole role, String name) {
    return outer.getByRole(role, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }

  /** Asserts that nothing happened that should not; see {@link Disturbances#assertNone}. */
  void assertUndisturbed(String... expected) {
    disturbances.assertNone(expected);
  }

  @Override
  public void close() {
    context.close();
  }
}
