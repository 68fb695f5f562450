package dev.trawl.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What should not happen in a window: dialogs, errors of scripts, violations of the policy (which
 * the browser says on its console), requests to another host, and requests that fail.
 */
final class Disturbances {

  /** How the dashboard finds out that nobody is signed in. */
  private static final String NOT_SIGNED_IN = "401 GET /api/session";

  /** Said of answers with an error, which are heard of themselves. */
  private static final String ANSWERED = "Failed to load resource";

  /** The window left the view, or the view did not want the answer any more. */
  private static final String ABORTED = "net::ERR_ABORTED";

  private static final String ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  private final Page page;
  private final URI origin;
  private final List<String> seen = new ArrayList<>();
  private final Set<String> refused = new TreeSet<>();

  /**
   * Begins to watch a window.
   *
   * @param origin where alone it may send requests to
   */
  Disturbances(Page page, URI origin) {
    this.page = page;
    this.origin = origin;
    page.onDialog(this::hear);
    page.onPageError(error -> seen.add("an error: " + error));
    page.onConsoleMessage(this::hear);
    page.onRequest(this::hear);
    page.onRequestFailed(this::hearFailed);
    page.onResponse(this::hear);
    page.onPopup(popup -> seen.add("a window: " + popup.url()));
  }

  /**
   * Asserts that there was nothing.
   *
   * @param expected calls that may be answered by an error, as in {@code 404 GET /api/jobs/ID}
   */
  void assertNone(String... expected) {
    // Whatever happened before this is heard of before its answer.
    assertThat(page.evaluate("() => typeof window.harm")).isEqualTo("undefined");
    assertThat(seen).as("what should not happen").isEmpty();
    Set<String> foreseen = new TreeSet<>(Set.of(expected));
    foreseen.add(NOT_SIGNED_IN);
    assertThat(foreseen).as("answers with an error").containsAll(refused);
  }

  private void hear(Dialog dialog) {
    seen.add("a dialog: " + dialog.message());
    dialog.dismiss();
  }

  private void hear(ConsoleMessage message) {
    if (message.type().equals("error") && !message.text().startsWith(ANSWERED)) {
      seen.add("on the console: " + message.text());
    }
  }

  private void hear(Request request) {
    URI url = URI.create(request.url());
    boolean own = origin.getRawAuthority().equals(url.getRawAuthority());
    if (!own && !"data".equals(url.getScheme())) {
      seen.add("a request to elsewhere: " + request.url());
    }
  }

  private void hearFailed(Request request) {
    String why = request.failure();
    if (!why.equals(ABORTED)) {
      seen.add("a request that failed: " + request.url() + " " + why);
    }
  }

  private void hear(Response response) {
    if (response.status() >= 400) {
      String path = URI.create(response.url()).getPath().replaceAll(ID, "ID");
      refused.add(response.status() + " " + response.request().method() + " " + path);
    }
  }
}
