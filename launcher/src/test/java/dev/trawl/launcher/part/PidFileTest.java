package dev.trawl.launcher.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {

  @TempDir private Path folder;

  @Test
  void findsTheProcessThatWasWritten() {
    PidFile file = file();
    file.write(ProcessHandle.current());
    assertThat(file.process()).contains(ProcessHandle.current());
  }

  @Test
  void anotherProcessWithTheSameIdIsNotOurs() throws Exception {
    Files.writeString(
        file().file(),
        ProcessHandle.current().pid() + "\n" + Instant.parse("2001-01-01T00:00:00Z") + "\n");
    assertThat(file().process()).isEmpty();
  }

  @Test
  void settingTheClockDoesNotMakeItAnotherProcess() throws Exception {
    file().write(ProcessHandle.current());
    String written = Files.readString(file().file());
    String start = written.lines().skip(1).findFirst().orElseThrow();
    Files.writeString(
        file().file(),
        written.replace(start, Instant.parse(start).plus(Duration.ofHours(1)).toString()));
    assertThat(file().process()).contains(ProcessHandle.current());
  }

  @Test
  void anotherStartOfTheMachineHadOtherProcesses() throws Exception {
    file().write(ProcessHandle.current());
    String written = Files.readString(file().file());
    Files.writeString(file().file(), written.replaceAll("[0-9a-f]{8}-", "00000000-"));
    assertThat(file().process()).isEmpty();
  }

  @Test
  void aFileThatWasCutOffNamesNoProcess() throws Exception {
    Files.writeString(file().file(), "12");
    assertThat(file().process()).isEmpty();
  }

  @Test
  void noFileNamesNoProcess() {
    assertThat(file().process()).isEmpty();
  }

  private PidFile file() {
    return new PidFile(folder.resolve("part.pid"));
  }
}
