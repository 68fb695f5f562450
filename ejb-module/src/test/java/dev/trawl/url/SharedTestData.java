package dev.trawl.url;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Test data of other projects, which lies beside the repository and not in it: below {@code
 * TRAWL_TESTDATA}, else in the first {@code shared/testdata} found in the working directory or one
 * above it.
 */
public final class SharedTestData {
  private SharedTestData() {}

  /**
   * The file with this path below the test data; a test that calls this is skipped where there is
   * none.
   */
  public static Path file(String path) {
    return folder()
        .map(folder -> folder.resolve(path))
        .filter(Files::isRegularFile)
        .orElseGet(
            () -> abort("no shared test data " + path + "; TRAWL_TESTDATA may name its folder"));
  }

  private static Optional<Path> folder() {
    return Optional.ofNullable(System.getenv("TRAWL_TESTDATA"))
        .map(Path::of)
        .or(SharedTestData::nearest);
  }

  private static Optional<Path> nearest() {
    return Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
        .map(folder -> folder.resolve("shared/testdata"))
        .filter(Files::isDirectory)
        .findFirst();
  }
}
