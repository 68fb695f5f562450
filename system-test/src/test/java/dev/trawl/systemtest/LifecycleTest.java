package dev.trawl.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.stack.Outcome;
import dev.trawl.stack.Part;
import dev.trawl.stack.Trawl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Starting, stopping, and what stands in the way of it. */
@ExtendWith(SharedStack.class)
class LifecycleTest {

  private static final Duration LIMIT = Duration.ofMinutes(4);

  @Test
  void aSecondUpSaysThatAllIsRunning(Trawl trawl) {
    List<Long> before = pids(trawl);

    Outcome outcome = trawl.up();

    assertThat(outcome.exit()).as(outcome.output()).isZero();
    assertThat(outcome.output()).contains("already running");
    assertThat(pids(trawl)).isEqualTo(before);
  }

  @Test
  void theTokenIsForItsOwnerOnly(Trawl trawl) throws IOException {
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(trawl.data().resolve("admin.token"))))
        .isEqualTo("rw-------");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fsync", "synchronous_commit", "full_page_writes"})
  void theDatabaseKeepsWhatItConfirms(String setting, Trawl trawl) {
    assertThat(Database.ask(trawl, "SHOW " + setting)).isEqualTo("on");
  }

  @ParameterizedTest
  @EnumSource
  void everythingListensOnLoopbackOnly(Part part, Trawl trawl) throws IOException {
    Set<Listeners.Listener> listeners = Listeners.of(trawl.pid(part).orElseThrow());
    assertThat(listeners).isNotEmpty().allMatch(Listeners.Listener::isLoopback);
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  void theApplicationsCryptographyIsNative(Trawl trawl) throws IOException {
    long pid = trawl.pid(Part.APPLICATION).orElseThrow();
    assertThat(Files.readString(Path.of("/proc/" + pid + "/maps")))
        .contains("CorrettoCryptoProvider");
  }

  @Test
  void upReturnsAtTheEndOfAPipeAndDownStopsOnlyItsOwn(Trawl other) {
    List<Long> others = pids(other);
    try (Trawl trawl = Trawl.fresh()) {
      Outcome up = trawl.shell(LIMIT, "./trawl up | cat");
      assertThat(up.exit()).as(up.output()).isZero();
      assertThat(trawl.api().get("/health/ready").statusCode()).as(up.output()).isEqualTo(200);
      List<Long> own = pids(trawl);
      assertThat(own).hasSize(Part.values().length);

      Outcome down = trawl.down();

      assertThat(down.exit()).as(down.output()).isZero();
      assertThat(own).noneMatch(LifecycleTest::isAlive);
      assertThat(pids(other)).isEqualTo(others);
      assertThat(other.api().get("/health/ready").statusCode()).isEqualTo(200);
      assertThat(trawl.down().exit()).as("down where nothing runs").isZero();
    }
  }

  @Test
  void afterAllWereKilledUpStartsThemAndDownWorks() {
    try (Trawl trawl = SharedStack.started()) {
      for (Part part : Part.values()) {
        trawl.kill9(part);
      }
      Outcome up = trawl.up();
      assertThat(up.exit()).as(up.output()).isZero();
      assertThat(trawl.api().get("/api/jobs").statusCode()).isEqualTo(200);

      List<Long> own = pids(trawl);
      trawl.kill9(Part.BROKER);
      assertThat(trawl.down().exit()).isZero();
      assertThat(own).noneMatch(LifecycleTest::isAlive);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"TRAWL_HTTP_PORT", "TRAWL_DB_PORT", "TRAWL_BROKER_PORT", "TRAWL_CONSOLE_PORT"})
  void aPortInUseIsOneSentence(String variable) throws IOException {
    try (Trawl trawl = Trawl.fresh();
        ServerSocket taken =
            new ServerSocket(trawl.port(variable), 1, InetAddress.getLoopbackAddress())) {
      Outcome outcome = trawl.up();
      assertOneSentence(outcome);
      assertThat(outcome.err()).contains(Integer.toString(taken.getLocalPort()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://127.0.0.1:1/trawl",
        "jdbc:postgresql://nosuch.invalid/trawl",
        "no url"
      })
  void aDatabaseThatCannotBeReachedIsOneSentence(String url) {
    Map<String, String> extra =
        Map.of("TRAWL_DB_URL", url, "TRAWL_DB_USER", "trawl", "TRAWL_DB_PASSWORD", "none");
    try (Trawl trawl = Trawl.fresh(extra)) {
      assertOneSentence(trawl.up());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"fly", "crawl", "crawl --depth minusone http://127.0.0.1:9/", "up --sideways"})
  void wrongUseIsExitStatus2(String arguments, Trawl trawl) {
    Outcome outcome = trawl.shell(LIMIT, "./trawl " + arguments);
    assertThat(outcome.exit()).as(outcome.output()).isEqualTo(2);
    assertNoStackTrace(outcome);
  }

  private static void assertOneSentence(Outcome outcome) {
    assertThat(outcome.exit()).as(outcome.output()).isEqualTo(1);
    assertNoStackTrace(outcome);
    assertThat(outcome.err().strip().lines().filter(line -> !line.isBlank()))
        .as("the last line says what is wrong")
        .last()
        .asString()
        .endsWith(".");
  }

  private static void assertNoStackTrace(Outcome outcome) {
    assertThat(outcome.output()).doesNotContain("\tat ", "Exception in thread", "Caused by");
  }

  private static List<Long> pids(Trawl trawl) {
    return List.of(Part.values()).stream()
        .flatMapToLong(part -> trawl.pid(part).stream())
        .boxed()
        .toList();
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
  }
}
