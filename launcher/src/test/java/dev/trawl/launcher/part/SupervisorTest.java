package dev.trawl.launcher.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class SupervisorTest {

  @TempDir private Path folder;
  private Supervisor supervisor;

  @BeforeEach
  void open() {
    supervisor = new Supervisor(folder);
  }

  @AfterEach
  void stopAll() {
    supervisor.stop(part("touch ready; exec sleep 60", 0));
  }

  @Test
  void startsAPartOnceAndStopsIt() {
    Part part = part("touch ready; exec sleep 60", 0);
    supervisor.start(part);
    ProcessHandle process = supervisor.process(part).orElseThrow();
    supervisor.start(part);
    assertThat(supervisor.process(part)).contains(process);
    supervisor.stop(part);
    assertThat(process.isAlive()).isFalse();
    assertThat(supervisor.state(part)).isEqualTo(Supervisor.State.NOT_RUNNING);
  }

  @Test
  void aPartThatEndsIsReportedWithItsOutput() {
    assertThatThrownBy(() -> supervisor.start(part("echo no; exit 3", 0)))
        .isInstanceOf(Trouble.class)
        .hasMessageContaining("test part ended")
        .hasMessageContaining("output.log");
  }

  @Test
  void aPartThatFailsForAPassingReasonIsStartedAgain() {
    Part part =
        part(
            "if [ -f second ]; then touch ready; exec sleep 60; fi; touch second; echo passing", 0);
    supervisor.start(part);
    assertThat(supervisor.state(part)).isEqualTo(Supervisor.State.READY);
  }

  @Test
  void aPortOfSomebodyElseIsNamedWithTheVariableThatMovesIt() throws Exception {
    try (ServerSocket stranger = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> supervisor.start(part("true", stranger.getLocalPort())))
          .hasMessageContaining(Integer.toString(stranger.getLocalPort()))
          .hasMessageContaining("TRAWL_TEST_PORT");
    }
  }

  private Part part(String script, int port) {
    return new ScriptPart(folder, script, port);
  }

  /** A part that is ready when it has made a file. */
  private record ScriptPart(Path folder, String script, int port) implements Part {

    @Override
    public String name() {
      return "test part";
    }

    @Override
    public String id() {
      return "test";
    }

    @Override
    public List<Port> ports() {
      return port == 0 ? List.of() : List.of(new Port("127.0.0.1", port, "TRAWL_TEST_PORT"));
    }

    @Override
    public Launch prepare() {
      return new Launch(
          List.of("sh", "-c", script), Map.of(), folder, folder.resolve("output.log"));
    }

    @Override
    public boolean ready() {
      return Files.exists(folder.resolve("ready"));
    }

    @Override
    public Duration patience() {
      return Duration.ofSeconds(20);
    }

    @Override
    public boolean worthAnotherTry(String output) {
      return output.contains("passing");
    }
  }
}
