package dev.trawl.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.trawl.config.ProxyServer.Login;
import dev.trawl.config.ProxyServer.Protocol;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code TRAWL_PROXIES}. */
class ProxyUrlsTest {
  private static List<ProxyServer> proxies(String value) {
    return TrawlConfig.of(Map.of("TRAWL_PROXIES", value)).proxies();
  }

  @Test
  void withoutTheVariableThereAreNone() {
    assertThat(TrawlConfig.of(Map.of()).proxies()).isEmpty();
    assertThat(proxies(" ")).isEmpty();
  }

  @Test
  void severalAreReadInTheirOrder() {
    assertThat(
            proxies(
                "http://proxy.example:3128, SOCKS5://10.0.0.1:1080/,"
                    + "http://us:p%40%2C%25+%C3%BC@[fd00::1]:8080"))
        .containsExactly(
            new ProxyServer(Protocol.HTTP, "proxy.example", 3128, Optional.empty()),
            new ProxyServer(Protocol.SOCKS5, "10.0.0.1", 1080, Optional.empty()),
            new ProxyServer(
                Protocol.HTTP, "[fd00::1]", 8080, Optional.of(new Login("us", "p@,%+ü"))));
  }

  @Test
  void asTextThereIsNoLogin() {
    String text = "http://user:hush@proxy.example:3128";
    assertThat(proxies(text)).asString().isEqualTo("[http://proxy.example:3128]");
    assertThat(TrawlConfig.of(Map.of("TRAWL_PROXIES", text)))
        .asString()
        .contains("http://proxy.example:3128")
        .doesNotContain("hush");
    assertThat(proxies(text).get(0).login()).get().asString().doesNotContain("hush");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user:hush@proxy.example:3128",
        "https://user:hush@proxy.example:3128",
        "socks4://user:hush@proxy.example:3128",
        "http://user:hush@proxy.example",
        "http://user:hush@proxy.example:0",
        "http://user:hush@proxy.example:65536",
        "http://user:hush@proxy.example:3128/path",
        "http://user:hush@proxy.example:3128?q",
        "http://user:hush@[fd00::1:3128",
        "http://user:hush@[fd00:::1]:3128",
        "http://user:hush@[1.2.3.4]:3128",
        "http://user:hush@pro xy:3128",
        "http://user:hu@sh@proxy.example:3128",
        "http://user:hush%@proxy.example:3128",
        "http://user:hush%0a@proxy.example:3128",
        "http://us%3Aer:hush@proxy.example:3128",
        "http://user-hush@proxy.example:3128",
        "http://:hush@proxy.example:3128",
        "socks5://user:@proxy.example:3128",
        "http://proxy.example:3128,",
      })
  void aWrongOneIsToldByItsNumberAndNeverByItsText(String wrong) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> proxies("http://good.example:1," + wrong))
        .withMessageStartingWith("TRAWL_PROXIES")
        .withMessageMatching(".* number [23]")
        .withMessageNotContaining("hu")
        .withNoCause();
  }

  @Test
  void socksHasOneByteForALength() {
    String longest = "x".repeat(255);
    assertThat(proxies("socks5://" + longest + ":" + longest + "@p:1")).hasSize(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> proxies("socks5://u:" + longest + "x@p:1"))
        .withMessageContaining("1 to 255 bytes");
    assertThat(proxies("http://u:" + longest + "x@p:1")).hasSize(1);
  }
}
