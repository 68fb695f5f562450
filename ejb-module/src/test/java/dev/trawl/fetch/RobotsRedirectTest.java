package dev.trawl.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.http.Target;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where a redirect of a robots.txt leads to. */
class RobotsRedirectTest {
  private static final Target FROM = new Target("http", "a.example", 8080, "/robots.txt");

  private static Optional<Target> redirect(String location) {
    return Clients.redirect(FROM, location);
  }

  @Test
  void itIsResolvedAsABrowserDoes() {
    assertThat(redirect("r?x")).contains(FROM.withRequestTarget("/r?x"));
    assertThat(redirect("//b.example")).contains(new Target("http", "b.example", 80, "/"));
    assertThat(redirect("HTTPS://b.example:444/x"))
        .contains(new Target("https", "b.example", 444, "/x"));
    assertThat(redirect("ftp://b.example/")).isEmpty();
  }

  @Test
  void itsBytesAreThoseThatWereSent() {
    assertThat(redirect("/\u00C3\u009F")).contains(FROM.withRequestTarget("/%C3%9F"));
  }

  /** It was thrown for, and robots.txt was due for ever. */
  @Test
  void toPort0ItLeadsNowhere() {
    assertThat(redirect("http://b.example:0/robots.txt")).isEmpty();
  }
}
