package dev.trawl.browser;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.RequestOptions;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Signing in without a form, for whatever begins after that. */
public final class SignIn {

  private SignIn() {}

  /**
   * Begins a session.
   *
   * @param origin of the product, with a slash at the end
   * @return the cookies by which a browser is let in from then on
   * @throws IllegalStateException if the token is refused
   */
  public static List<Cookie> cookies(Chromium chromium, URI origin, String token) {
    try (BrowserContext context = chromium.open(new Browser.NewContextOptions())) {
      APIResponse response =
          context
              .request()
              .post(
                  origin.resolve("api/session").toString(),
                  RequestOptions.create().setData(Map.of("token", token)));
      if (response.status() != 204) {
        throw new IllegalStateException(
            "Not signed in: " + response.status() + " " + response.text());
      }
      return context.cookies();
    }
  }
}
