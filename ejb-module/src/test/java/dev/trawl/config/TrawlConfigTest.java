package dev.trawl.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrawlConfigTest {
  @Test
  void withoutAnyVariableTheDefaultsHold() {
    TrawlConfig config = TrawlConfig.of(Map.of());
    assertThat(config.data()).isEqualTo(Path.of("data").toAbsolutePath());
    assertThat(config.node()).isEqualTo("localhost:8080");
    assertThat(config.roles()).containsExactlyInAnyOrder(Role.values());
    assertThat(config.allowedNetworks()).isEmpty();
    assertThat(config.userAgent()).isEqualTo("Trawl/" + TrawlConfig.VERSION);
    assertThat(config.http2()).isTrue();
    assertThat(config.adminToken()).isEmpty();
    assertThat(config.bytesInFlight()).isEqualTo(128L << 20);
  }

  @Test
  void bytesInFlightAreASizeOfSomeUse() {
    assertThat(TrawlConfig.of(Map.of("TRAWL_BYTES_IN_FLIGHT", "64M")).bytesInFlight())
        .isEqualTo(64L << 20);
    for (String wrong : List.of("1023k", "0", "-1m", "much")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> TrawlConfig.of(Map.of("TRAWL_BYTES_IN_FLIGHT", wrong)))
          .withMessageContaining("TRAWL_BYTES_IN_FLIGHT")
          .withMessageContaining(wrong);
    }
  }

  /** It is emptied by its node. */
  @ParameterizedTest
  @CsvSource({"n1, n1", "host:8080, host_8080", "a/../b, a_.._b", ".., _.", "., _"})
  void theFolderOfANodeIsItsOwn(String node, String name) {
    TrawlConfig config = TrawlConfig.of(Map.of("TRAWL_DATA", "/data", "TRAWL_NODE", node));
    assertThat(config.ownFolder("spool")).isEqualTo(Path.of("/data/spool").resolve(name));
  }

  @Test
  void everyVariableIsRead() {
    TrawlConfig config =
        TrawlConfig.of(
            Map.of(
                "TRAWL_DATA", "/var/lib/trawl/../crawl",
                "TRAWL_NODE", "n1",
                "TRAWL_ROLES", " fetch , PROCESS",
                "TRAWL_ALLOWED_NETWORKS", "10.0.0.0/8",
                "TRAWL_USER_AGENT", "Mine/1 (+https://example.org/)",
                "TRAWL_HTTP2", "off",
                "TRAWL_ADMIN_TOKEN", "secret"));
    assertThat(config.data()).isEqualTo(Path.of("/var/lib/crawl").toAbsolutePath());
    assertThat(config.node()).isEqualTo("n1");
    assertThat(config.has(Role.FETCH)).isTrue();
    assertThat(config.has(Role.PROCESS)).isTrue();
    assertThat(config.has(Role.API)).isFalse();
    assertThat(config.allowedNetworks()).isEqualTo("10.0.0.0/8");
    assertThat(config.userAgent()).isEqualTo("Mine/1 (+https://example.org/)");
    assertThat(config.http2()).isFalse();
    assertThat(config.adminToken()).contains("secret");
  }

  @Test
  void aSwitchIsOnOrOff() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrawlConfig.of(Map.of("TRAWL_HTTP2", "yes")))
        .withMessageContaining("TRAWL_HTTP2")
        .withMessageContaining("yes");
  }

  @Test
  void anEmptyVariableIsAsGoodAsNone() {
    TrawlConfig config =
        TrawlConfig.of(Map.of("TRAWL_ROLES", "", "TRAWL_ADMIN_TOKEN", "  ", "TRAWL_NODE", ""));
    assertThat(config).isEqualTo(TrawlConfig.of(Map.of()));
  }

  @Test
  void twoNodesOfOneMachineHaveTwoNames() {
    assertThat(TrawlConfig.of(Map.of("HOSTNAME", "h", "TRAWL_HTTP_PORT", "8081")).node())
        .isEqualTo("h:8081");
  }

  @Test
  void aWrongRoleNamesTheVariableAndTheValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrawlConfig.of(Map.of("TRAWL_ROLES", "api,cook")))
        .withMessageContaining("TRAWL_ROLES")
        .withMessageContaining("cook");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrawlConfig.of(Map.of("TRAWL_ROLES", "api,,fetch")));
  }

  @Test
  void aUserAgentThatIsNoHeaderNamesTheVariable() {
    for (String wrong : new String[] {"Tr\u00e4wl", "a\r\nX: y", "a\tb"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> TrawlConfig.of(Map.of("TRAWL_USER_AGENT", wrong)))
          .withMessageContaining("TRAWL_USER_AGENT");
    }
  }

  @Test
  void timesOfARequestAreSecondsOrMinutes() {
    assertThat(TrawlConfig.of(Map.of()).times())
        .isEqualTo(
            new FetchSettings(
                Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(60), 100));
    assertThat(
            TrawlConfig.of(
                    Map.of(
                        "TRAWL_CONNECT_TIMEOUT", "3s",
                        "TRAWL_FIRST_BYTE_TIMEOUT", "1m",
                        "TRAWL_ANSWER_TIMEOUT", "2m",
                        "TRAWL_LOWEST_SPEED", "0"))
                .times())
        .isEqualTo(
            new FetchSettings(
                Duration.ofSeconds(3), Duration.ofSeconds(60), Duration.ofSeconds(120), 0));
  }

  @ParameterizedTest
  @CsvSource({
    "TRAWL_CONNECT_TIMEOUT, 0s",
    "TRAWL_FIRST_BYTE_TIMEOUT, soon",
    "TRAWL_ANSWER_TIMEOUT, 121s",
    "TRAWL_LOWEST_SPEED, -1",
    "TRAWL_CONNECTIONS_PER_ADDRESS, 0"
  })
  void aTimeOrNumberOutOfItsRangeNamesTheVariable(String name, String wrong) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrawlConfig.of(Map.of(name, wrong)))
        .withMessageContaining(name)
        .withMessageContaining(wrong);
  }

  @Test
  void sizesAreBytesOrHaveAUnit() {
    SpaceSettings space =
        TrawlConfig.of(
                Map.of("TRAWL_MIN_FREE", "512m", "TRAWL_DB_MAX_SIZE", "2T", "TRAWL_DB_DISK", "/db"))
            .space();
    assertThat(space.minFree()).isEqualTo(512L << 20);
    assertThat(space.databaseMaxSize()).contains(2L << 40);
    assertThat(space.databaseDisk()).contains(java.nio.file.Path.of("/db"));
    assertThat(space.brokerDisk()).isEmpty();
    assertThat(TrawlConfig.of(Map.of()).space().minFree()).isEqualTo(1L << 30);
    assertThat(TrawlConfig.of(Map.of("TRAWL_MIN_FREE", "0")).space().minFree()).isZero();
  }

  @Test
  void aWrongSizeNamesTheVariableAndTheValue() {
    for (String wrong : new String[] {"1x", "g", "-1", "1.5g", "1234567t", "9999999999999999"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> TrawlConfig.of(Map.of("TRAWL_MIN_FREE", wrong)))
          .withMessageContaining("TRAWL_MIN_FREE")
          .withMessageContaining(wrong);
    }
  }

  @Test
  void aWrongKeyOfCredentialsNamesTheVariableAndNotTheValue() {
    assertThat(TrawlConfig.of(Map.of()).credentialsKey()).isEmpty();
    TrawlConfig config =
        TrawlConfig.of(
            Map.of("TRAWL_CREDENTIALS_KEY", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));
    assertThat(config.credentialsKey()).isPresent();
    assertThat(config.toString()).doesNotContain("AAAA");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrawlConfig.of(Map.of("TRAWL_CREDENTIALS_KEY", "hunter2")))
        .withMessageContaining("TRAWL_CREDENTIALS_KEY")
        .withMessageNotContaining("hunter2");
  }

  @Test
  void theExtractorIsAFolderWithItsJarAndHasLimits(@TempDir Path folder) throws IOException {
    assertThat(TrawlConfig.of(Map.of()).extractor()).isEmpty();
    Map<String, String> environment = new HashMap<>(Map.of("TRAWL_EXTRACTOR", folder.toString()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrawlConfig.of(environment))
        .withMessageContaining("TRAWL_EXTRACTOR is")
        .withMessageContaining(folder.toString());
    Files.createFile(folder.resolve("extractor.jar"));
    assertThat(TrawlConfig.of(environment).extractor())
        .contains(new ExtractorSettings(folder, "256m", Duration.ofSeconds(60)));
    environment.put("TRAWL_EXTRACTOR_HEAP", "1g");
    environment.put("TRAWL_EXTRACTOR_TIMEOUT", "2m");
    assertThat(TrawlConfig.of(environment).extractor())
        .contains(new ExtractorSettings(folder, "1g", Duration.ofMinutes(2)));
    environment.put("TRAWL_EXTRACTOR_TIMEOUT", "0s");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrawlConfig.of(environment))
        .withMessageContaining("TRAWL_EXTRACTOR_TIMEOUT");
    environment.put("TRAWL_EXTRACTOR_HEAP", "much");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrawlConfig.of(environment))
        .withMessageContaining("TRAWL_EXTRACTOR_HEAP");
  }

  @Test
  void theConsoleIsAnAddressOfTheWeb() {
    assertThat(TrawlConfig.of(Map.of()).console()).isEmpty();
    for (String good : List.of("http://127.0.0.1:8161/console/", "HTTPS://broker.example/a?b")) {
      assertThat(TrawlConfig.of(Map.of("TRAWL_CONSOLE_URL", good)).console())
          .contains(URI.create(good));
    }
    for (String wrong :
        List.of(
            "broker.example",
            "/console/",
            "ftp://a/",
            "javascript:alert(1)",
            "http://",
            "http://a b/")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> TrawlConfig.of(Map.of("TRAWL_CONSOLE_URL", wrong)))
          .withMessageContaining("TRAWL_CONSOLE_URL")
          .withMessageContaining(wrong);
    }
  }
}
