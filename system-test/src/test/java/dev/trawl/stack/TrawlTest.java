package dev.trawl.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrawlTest {

  @TempDir private Path root;

  /** Stands in for a command that does nothing, not even stop what it should. */
  @BeforeEach
  void writeCommand() throws IOException {
    Path command = root.resolve("trawl");
    Files.writeString(command, "#!/bin/sh\nexit 1\n");
    Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void aClosedStackLeavesNoProcessAndNoData() throws IOException {
    Process part = new ProcessBuilder("sleep", "60").start();
    Path data;
    try (Trawl trawl = Trawl.fresh(root, Map.of())) {
      data = trawl.data();
      Path pidFile = data.resolve(Part.BROKER.pidFile());
      Files.createDirectories(pidFile.getParent());
      Files.writeString(pidFile, part.pid() + "\nstarted some time ago\n");
      assertThat(trawl.pid(Part.BROKER)).hasValue(part.pid());
      assertThat(trawl.pid(Part.APPLICATION)).isEmpty();
    }
    part.onExit().join();
    assertThat(part.isAlive()).isFalse();
    assertThat(data).doesNotExist();
  }

  @Test
  void killingAPartIsNoticed() throws IOException {
    Process part = new ProcessBuilder("sleep", "60").start();
    try (Trawl trawl = Trawl.fresh(root, Map.of())) {
      Path pidFile = trawl.data().resolve(Part.DATABASE.pidFile());
      Files.createDirectories(pidFile.getParent());
      Files.writeString(pidFile, Long.toString(part.pid()));
      trawl.kill9(Part.DATABASE);
      assertThat(trawl.pid(Part.DATABASE)).isEmpty();
    }
  }

  @Test
  void anEmptyVariableIsTheProductsDefault() {
    try (Trawl trawl = Trawl.fresh(root, Map.of("TRAWL_HTTP_PORT", ""))) {
      assertThat(trawl.port("TRAWL_HTTP_PORT")).isZero();
      assertThat(trawl.port("TRAWL_DB_PORT")).isPositive();
    }
  }
}
