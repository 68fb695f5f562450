package dev.trawl.launcher.part;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A process that outlives its parent: no terminal, no input, output into a file, a session of its
 * own.
 *
 * @param folder where it runs
 * @param output appended to
 */
record Launch(List<String> command, Map<String, String> environment, Path folder, Path output) {

  private static final long LONG_OUTPUT = 20_000_000;

  Process start() {
    List<String> detached = new ArrayList<>(ownSession());
    detached.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(detached).directory(folder.toFile());
    builder.environment().putAll(environment);
    builder.redirectInput(ProcessBuilder.Redirect.from(nothing()));
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    builder.redirectErrorStream(true);
    try {
      return builder.start();
    } catch (IOException e) {
      throw Trouble.failed("Cannot run " + command.get(0) + ".", e);
    }
  }

  /** What is long is kept until the next time. */
  void putAsideIfLong() {
    if (output.toFile().length() < LONG_OUTPUT) {
      return;
    }
    try {
      Path older = output.resolveSibling(output.getFileName() + ".1");
      Files.move(output, older, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw Trouble.failed("Cannot put " + output + " aside.", e);
    }
  }

  /**
   * Both run the command in their own place, so that the process id stays; macOS has only the
   * second.
   */
  private static List<String> ownSession() {
    return find("setsid")
        .map(List::of)
        .or(
            () ->
                find("perl")
                    .map(perl -> List.of(perl, "-MPOSIX", "-e", "POSIX::setsid(); exec @ARGV")))
        .orElse(List.of());
  }

  static Optional<String> find(String program) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
    return Stream.of(path.split(File.pathSeparator, -1))
        .map(folder -> new File(folder, program))
        .filter(File::canExecute)
        .map(File::getPath)
        .findFirst();
  }

  private static File nothing() {
    return new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");
  }
}
