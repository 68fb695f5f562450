package dev.trawl.cookie;

import dev.trawl.fuzz.Input;
import dev.trawl.fuzz.Oracle;
import dev.trawl.url.CrawlUrl;
import java.time.Instant;
import java.util.Optional;

/** A URL, and the values of {@code Set-Cookie} fields that came from there, a line each. */
public final class CookieFuzz {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private CookieFuzz() {}

  public static void fuzzerTestOneInput(byte[] bytes) {
    Input input = new Input(bytes);
    Optional<CrawlUrl> url = CrawlUrl.parse(input.textLine());
    while (url.isPresent() && !input.isEmpty()) {
      CrawlUrl from = url.get();
      SetCookie.parse(input.line(), from, NOW).ifPresent(cookie -> check(cookie, from));
    }
  }

  private static void check(Cookie cookie, CrawlUrl from) {
    Oracle.storable(cookie.name() + cookie.value() + cookie.path() + cookie.domain());
    Oracle.check(Domains.of(from.host()).contains(cookie.domain()), "of another host");
    String again =
        cookie.name()
            + "="
            + cookie.value()
            // Only the default, which is taken from the URL, can have what ends an attribute.
            + (cookie.path().contains(";") ? "" : "; Path=" + cookie.path())
            + (cookie.hostOnly() ? "" : "; Domain=" + cookie.domain())
            + (cookie.secure() ? "; Secure" : "");
    Oracle.same(SetCookie.parse(again, from, NOW).orElseThrow(), lasting(cookie));
  }

  private static Cookie lasting(Cookie cookie) {
    return new Cookie(
        cookie.name(),
        cookie.value(),
        cookie.domain(),
        cookie.hostOnly(),
        cookie.path(),
        cookie.secure(),
        Optional.empty());
  }
}
