package dev.trawl.extractor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The process and its parent. */
@Timeout(120)
class MainTest {
  @TempDir Path folder;

  private Process child;

  MainTest() throws IOException {
    child = start(System.getProperty("java.class.path"));
  }

  private static Process start(String classPath) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            classPath,
            "dev.trawl.extractor.Main",
            "1000")
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  @AfterEach
  void end() {
    child.destroyForcibly();
  }

  private void request(String... texts) throws IOException {
    DataOutputStream out = new DataOutputStream(child.getOutputStream());
    for (String text : texts) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      out.writeInt(bytes.length);
      out.write(bytes);
    }
    out.flush();
  }

  private byte answer() throws IOException {
    return new DataInputStream(child.getInputStream()).readByte();
  }

  /** Reading a pipe that nobody writes into does not end. */
  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void itEndsWithItsParentAlsoAmidADocument() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    assertThat(answer()).isZero();
    request(pipe.toString(), "application/pdf");
    assertThat(child.waitFor(500, TimeUnit.MILLISECONDS)).as("it has ended before").isFalse();
    child.getOutputStream().close();
    assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(child.exitValue()).isZero();
  }

  @Test
  void aFileThatIsNotThereIsRefused() throws Exception {
    assertThat(answer()).isZero();
    request(folder.resolve("nothing").toString(), "application/pdf");
    assertThat(answer()).isEqualTo((byte) 2);
  }

  /** As after a build that has replaced them. */
  @Test
  void withoutAllOfItsJarsItEndsWithAStatusOfItsOwn() throws Exception {
    child.destroyForcibly();
    child =
        start(
            Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("fontbox"))
                .collect(Collectors.joining(File.pathSeparator)));
    assertThat(answer()).isZero();
    Path pdf = Files.write(folder.resolve("pdf"), Documents.pdf("Text.", 1));
    request(pdf.toString(), "application/pdf");
    assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(child.exitValue()).isEqualTo(4);
  }
}
