package dev.trawl.launcher.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

  private static final Path FOLDER = Path.of("/home/somebody");

  @Test
  void anEmptyEnvironmentIsEnough() {
    Settings settings = settings(Map.of());
    assertThat(settings.data()).isEqualTo(FOLDER.resolve("data"));
    assertThat(settings.address()).isEqualTo("http://127.0.0.1:8080");
    assertThat(settings.database()).isEmpty();
    assertThat(settings.brokerUrl()).isEmpty();
    assertThat(settings.roles()).isEqualTo("api,fetch,process");
    assertThat(settings.heap()).isEqualTo("768m");
  }

  @Test
  void aVariableSetToNothingCountsAsNotSet() {
    assertThat(settings(Map.of("TRAWL_DB_URL", " ", "TRAWL_HTTP_PORT", "")).database()).isEmpty();
  }

  @Test
  void anAbsoluteDataFolderIsTakenAsItIs() {
    assertThat(settings(Map.of("TRAWL_DATA", "/srv/trawl")).data())
        .isEqualTo(Path.of("/srv/trawl"));
  }

  @Test
  void aNodeThatListensEverywhereIsAskedOverLoopback() {
    assertThat(settings(Map.of("TRAWL_HTTP_HOST", "0.0.0.0")).address())
        .isEqualTo("http://127.0.0.1:8080");
  }

  @ParameterizedTest
  @CsvSource({
    "TRAWL_HTTP_PORT, http",
    "TRAWL_HTTP_PORT, 0",
    "TRAWL_DB_PORT, 65536",
    "TRAWL_BROKER_PORT, -1",
    "TRAWL_HEAP, much",
    "TRAWL_MIN_FREE, 1x",
    "TRAWL_MIN_FREE, 1234567t",
    "TRAWL_LOG_FORMAT, xml",
    "TRAWL_ROLES, 'api,cook'"
  })
  void aWrongValueIsWrongUseAndNamesItsVariable(String variable, String value) {
    assertThatThrownBy(() -> settings(Map.of(variable, value)))
        .hasMessageContaining(variable)
        .isInstanceOfSatisfying(
            Trouble.class, trouble -> assertThat(trouble.exitStatus()).isEqualTo(2));
  }

  @Test
  void twoPartsCannotShareAPort() {
    assertThatThrownBy(() -> settings(Map.of("TRAWL_HTTP_PORT", "8161")))
        .hasMessageContaining("TRAWL_CONSOLE_PORT");
  }

  @Test
  void noNodeMayHaveThePortOfAnotherPart() {
    Settings settings = settings(Map.of("TRAWL_HTTP_PORT", "8159"));
    settings.checkPortsDiffer(2, 1);
    assertThatThrownBy(() -> settings.checkPortsDiffer(3, 1))
        .hasMessage(
            "TRAWL_HTTP_PORT + 2 (8161, of node 3) and TRAWL_CONSOLE_PORT must differ, and are both 8161.");
    assertThatThrownBy(() -> settings(Map.of("TRAWL_HTTP_PORT", "65534")).checkPortsDiffer(3, 1))
        .hasMessageContaining("65536")
        .hasMessageContaining("TRAWL_HTTP_PORT");
  }

  @Test
  void aSecondBrokerTakesThePortsAfterTheFirst() {
    Settings settings = settings(Map.of("TRAWL_HTTP_PORT", "8162"));
    settings.checkPortsDiffer(1, 1);
    assertThatThrownBy(() -> settings.checkPortsDiffer(1, 2))
        .hasMessageContaining("TRAWL_HTTP_PORT and TRAWL_CONSOLE_PORT + 1 must differ");
  }

  @Test
  void nodesHavePortsInARowAndNamesThatDiffer() {
    Settings settings = settings(Map.of("HOSTNAME", "here"));
    assertThat(settings.address(1)).isEqualTo("http://127.0.0.1:8080");
    assertThat(settings.address(3)).isEqualTo("http://127.0.0.1:8082");
    assertThat(settings.nodeName(1)).isEqualTo("here:8080");
    assertThat(settings.nodeName(3)).isEqualTo("here:8082");
    Settings named = settings(Map.of("TRAWL_NODE", "n"));
    assertThat(named.nodeName(1)).isEqualTo("n");
    assertThat(named.nodeName(3)).isEqualTo("n-3");
  }

  @Test
  void aNodeMayHaveRolesOfItsOwn() {
    Settings settings = settings(Map.of("TRAWL_ROLES", "api", "TRAWL_ROLES_2", "fetch, process"));
    assertThat(settings.roles(1)).isEqualTo("api");
    assertThat(settings.roles(2)).isEqualTo("fetch, process");
    assertThatThrownBy(() -> settings(Map.of("TRAWL_ROLES_16", "cook")))
        .hasMessageContaining("TRAWL_ROLES_16")
        .hasMessageContaining("cook");
  }

  @Test
  void aPasswordIsNotShown() {
    Settings settings =
        settings(
            Map.of("TRAWL_DB_URL", "jdbc:postgresql://db/trawl", "TRAWL_DB_PASSWORD", "secret"));
    assertThat(settings.database()).hasToString("Optional[trawl at jdbc:postgresql://db/trawl]");
  }

  private static Settings settings(Map<String, String> environment) {
    return Settings.of(environment, FOLDER);
  }

  @Test
  void sizesAreBytesOrHaveAUnit() {
    assertThat(settings(Map.of()).minFree()).isEqualTo(1L << 30);
    assertThat(settings(Map.of("TRAWL_MIN_FREE", "4096")).minFree()).isEqualTo(4096);
    assertThat(settings(Map.of("TRAWL_MIN_FREE", "2G")).minFree()).isEqualTo(2L << 30);
  }

  @Test
  void theLogIsTextUnlessAskedOtherwise() {
    assertThat(settings(Map.of()).logFormat()).isEqualTo(LogFormat.TEXT);
    assertThat(settings(Map.of("TRAWL_LOG_FORMAT", "json")).logFormat()).isEqualTo(LogFormat.JSON);
  }
}
