package dev.trawl.launcher.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseCheckTest {

  private static final Map<String, String> GOOD =
      Map.of(
          "server_version_num", "170005",
          "server_version", "17.5",
          "server_encoding", "UTF8",
          "fsync", "on",
          "full_page_writes", "on",
          "synchronous_commit", "on",
          "max_connections", "100",
          "superuser_reserved_connections", "3",
          "reserved_connections", "0",
          "default_transaction_read_only", "off");

  @Test
  void oneThatIsInOrderIsSaidWithItsVersions() {
    assertThat(DatabaseCheck.judge(facts(GOOD), 4))
        .extracting(Finding::level)
        .containsOnly(Level.OK);
    assertThat(DatabaseCheck.judge(facts(GOOD), 4).get(0).sentence()).contains("17.5", "version 4");
  }

  @ParameterizedTest
  @CsvSource({
    "fsync, off, PROBLEM",
    "full_page_writes, off, PROBLEM",
    "synchronous_commit, off, PROBLEM",
    "synchronous_commit, remote_apply, OK",
    "server_encoding, SQL_ASCII, PROBLEM",
    "default_transaction_read_only, on, PROBLEM",
    "max_connections, 98, PROBLEM",
    "max_connections, 99, OK",
    "reserved_connections, 2, PROBLEM",
    "server_version_num, 160009, WARNING",
    "server_version_num, 180001, OK"
  })
  void aSettingIsJudged(String name, String value, Level level) {
    Map<String, String> settings = new HashMap<>(GOOD);
    settings.put(name, value);
    assertThat(worst(DatabaseCheck.judge(facts(settings), 4))).isEqualTo(level);
  }

  @Test
  void aStandbyCannotBeWrittenTo() {
    DatabaseFacts standby =
        new DatabaseFacts(GOOD, true, Duration.ZERO, Optional.of("4"), 0, Duration.ZERO);
    assertThat(DatabaseCheck.judge(standby, 1).get(0).remedy().orElseThrow())
        .contains("targetServerType=primary");
  }

  @Test
  void tablesThatAreMissingAreMadeAndThoseThatFailedAreNot() {
    assertThat(worst(DatabaseCheck.judge(schema(Optional.empty(), 0), 1))).isEqualTo(Level.WARNING);
    assertThat(worst(DatabaseCheck.judge(schema(Optional.of("3"), 1), 1))).isEqualTo(Level.PROBLEM);
  }

  @Test
  void aTransactionThatDoesNothingForLongIsAWarning() {
    DatabaseFacts idle =
        new DatabaseFacts(GOOD, false, Duration.ofSeconds(61), Optional.of("4"), 0, Duration.ZERO);
    assertThat(worst(DatabaseCheck.judge(idle, 1))).isEqualTo(Level.WARNING);
  }

  @Test
  void clocksMayDifferByTwoSecondsEitherWay() {
    assertThat(DatabaseCheck.clock(Duration.ofSeconds(-2)).level()).isEqualTo(Level.OK);
    assertThat(DatabaseCheck.clock(Duration.ofMillis(2001)).level()).isEqualTo(Level.WARNING);
    assertThat(DatabaseCheck.clock(Duration.ofMillis(-2001)).sentence()).contains("2.001 s");
  }

  private static DatabaseFacts facts(Map<String, String> settings) {
    return new DatabaseFacts(settings, false, Duration.ZERO, Optional.of("4"), 0, Duration.ZERO);
  }

  private static DatabaseFacts schema(Optional<String> version, int failed) {
    return new DatabaseFacts(GOOD, false, Duration.ZERO, version, failed, Duration.ZERO);
  }

  private static Level worst(List<Finding> findings) {
    return findings.stream().map(Finding::level).max(Level::compareTo).orElseThrow();
  }
}
