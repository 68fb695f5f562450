package dev.trawl.cookie;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.url.CrawlUrl;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which requests a cookie is sent with (RFC 6265 section 5.4). */
class CookieTest {
  private static boolean belongs(
      String domain, boolean hostOnly, String path, boolean secure, String url) {
    return new Cookie("a", "b", domain, hostOnly, path, secure, Optional.empty())
        .belongsTo(CrawlUrl.parse(url).orElseThrow());
  }

  /** Section 5.1.3. */
  @ParameterizedTest
  @CsvSource({
    "example.com, false, example.com, true",
    "example.com, false, www.example.com, true",
    "example.com, false, a.b.example.com, true",
    "example.com, false, badexample.com, false",
    "example.com, false, example.com.evil.example, false",
    "example.com, false, com, false",
    "www.example.com, false, example.com, false",
    "example.com, true, example.com, true",
    "example.com, true, www.example.com, false",
    "0.0.1, false, 127.0.0.1, false",
    "127.0.0.1, true, 127.0.0.1, true",
  })
  void theHostIsTheDomainOrBelowIt(String domain, boolean hostOnly, String host, boolean sent) {
    assertThat(belongs(domain, hostOnly, "/", false, "http://" + host + "/")).isEqualTo(sent);
  }

  /** Section 5.1.4. */
  @ParameterizedTest
  @CsvSource({
    "/, /, true",
    "/, /shop/list, true",
    "/shop, /shop, true",
    "/shop, /shop?q, true",
    "/shop, /shop/list, true",
    "/shop, /shopping, false",
    "/shop, /, false",
    "/shop/, /shop/list, true",
    "/shop/, /shop/, true",
    "/shop/, /shop, false",
    "/shop, /Shop, false",
  })
  void thePathIsAFolderOfTheRequests(String path, String requested, boolean sent) {
    assertThat(belongs("a.example", true, path, false, "http://a.example" + requested))
        .isEqualTo(sent);
  }

  @Test
  void aSecureOneIsSentOverHttpsAloneAndNoneIsBoundToAPort() {
    assertThat(belongs("a.example", true, "/", true, "http://a.example/")).isFalse();
    assertThat(belongs("a.example", true, "/", true, "https://a.example/")).isTrue();
    assertThat(belongs("a.example", true, "/", false, "https://a.example:8443/")).isTrue();
  }

  @Test
  void theDomainsOfAHostAreItselfAndThoseAboveIt() {
    assertThat(Domains.of("a.b.example")).containsExactly("a.b.example", "b.example", "example");
    assertThat(Domains.of("127.0.0.1")).containsExactly("127.0.0.1");
    assertThat(Domains.of("[::1]")).containsExactly("[::1]");
  }
}
