package dev.trawl.launcher.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodesTest {

  @TempDir private Path folder;

  @Test
  void thereIsOneUntilMoreAreWanted() {
    Nodes nodes = new Nodes(folder.resolve("nodes"));
    assertThat(nodes.wanted()).isEqualTo(1);
    nodes.want(3);
    assertThat(new Nodes(folder.resolve("nodes")).wanted()).isEqualTo(3);
  }

  @Test
  void aFileThatWasDamagedCountsAsNone() throws Exception {
    Nodes nodes = new Nodes(Files.writeString(folder.resolve("nodes"), "many\n"));
    assertThat(nodes.wanted()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 17})
  void aNumberOutOfRangeIsWrongUse(int number) {
    assertThatThrownBy(() -> Nodes.check("--nodes", number))
        .hasMessageContaining("--nodes")
        .isInstanceOfSatisfying(
            Trouble.class, trouble -> assertThat(trouble.exitStatus()).isEqualTo(2));
  }
}
