package dev.trawl.launcher.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class FolderCheckTest {

  @TempDir private Path data;

  @Test
  void aFolderWithoutSecretsYetIsInOrder() {
    assertThat(FolderCheck.judge(data)).extracting(Finding::level).containsExactly(Level.OK);
  }

  @Test
  void aFolderThatIsNotThereIsAProblem() {
    assertThat(FolderCheck.judge(data.resolve("none")))
        .extracting(Finding::level)
        .containsExactly(Level.PROBLEM);
  }

  @Test
  void aSecretThatOthersMayReadIsNamed() throws Exception {
    Path folder = Files.createDirectory(data.resolve("secrets"));
    Path secret = Files.createFile(folder.resolve("broker.password"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r-----"));
    assertThat(FolderCheck.judge(data))
        .singleElement()
        .satisfies(finding -> assertThat(finding.level()).isEqualTo(Level.PROBLEM))
        .satisfies(finding -> assertThat(finding.sentence()).contains("broker.password"));
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    assertThat(FolderCheck.judge(data)).extracting(Finding::level).containsExactly(Level.OK);
  }
}
