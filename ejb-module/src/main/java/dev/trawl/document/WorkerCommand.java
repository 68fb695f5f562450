package dev.trawl.document;

import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * How a worker is started.
 *
 * @param classPath of the extractor, as Java takes it
 * @param main its main class
 * @param heap as {@code -Xmx} takes it
 * @param mostCharacters of a text
 */
record WorkerCommand(String classPath, String main, String heap, int mostCharacters) {
  private static final String MAIN = "dev.trawl.extractor.Main";

  /** All that a worker sees of our environment, which has passwords in it. */
  private static final Set<String> PASSED_ON =
      Set.of("PATH", "LANG", "LC_ALL", "LC_CTYPE", "SystemRoot");

  /**
   * Of the extractor that is built.
   *
   * @param folder with its jars
   */
  static WorkerCommand of(Path folder, String heap, int mostCharacters) {
    return new WorkerCommand(folder + File.separator + "*", MAIN, heap, mostCharacters);
  }

  /**
   * A process that is not started yet.
   *
   * @param temporary a folder for its temporary files alone
   */
  ProcessBuilder builder(Path temporary) {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
            "-Xmx" + heap,
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:MaxMetaspaceSize=128m",
            "-XX:MaxDirectMemorySize=16m",
            // After it nobody knows which thread has lost what.
            "-XX:+ExitOnOutOfMemoryError",
            // The standard output is for answers.
            "-XX:+DisplayVMOutputToStderr",
            "-XX:-UsePerfData",
            "-Djava.awt.headless=true",
            "-Djava.io.tmpdir=" + temporary,
            "-cp",
            classPath,
            main,
            Integer.toString(mostCharacters));
    Map<String, String> environment = builder.environment();
    environment.keySet().retainAll(PASSED_ON);
    return builder
        .directory(temporary.toFile())
        // Broken files have libraries say much, and a hostile one would fill the disk.
        .redirectError(ProcessBuilder.Redirect.DISCARD);
  }
}
