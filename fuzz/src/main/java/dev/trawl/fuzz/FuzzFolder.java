package dev.trawl.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where everything of one target is.
 *
 * @param target whose it is
 * @param kept its corpus in the repository
 * @param work what may be thrown away: the corpus at hand, finds, the log
 */
record FuzzFolder(FuzzTarget target, Path kept, Path work) {
  static FuzzFolder of(FuzzTarget target, Path root) {
    return new FuzzFolder(
        target,
        root.resolve("fuzz/corpus").resolve(target.label()),
        root.resolve("target/fuzz").resolve(target.label()));
  }

  /** Makes what is not there yet. */
  void create() throws IOException {
    for (Path folder : List.of(kept, corpus(), finds(), temporary())) {
      Files.createDirectories(folder);
    }
  }

  Path corpus() {
    return work.resolve("corpus");
  }

  Path finds() {
    return work.resolve("finds");
  }

  Path log() {
    return work.resolve("log");
  }

  Path totals() {
    return work.resolve("totals");
  }

  Path temporary() {
    return work.resolve("tmp");
  }

  /** The files in a folder by name; none where there is none. */
  static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
