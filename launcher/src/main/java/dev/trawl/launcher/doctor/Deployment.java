package dev.trawl.launcher.doctor;

import dev.trawl.launcher.part.Http;
import dev.trawl.launcher.part.Settings;
import dev.trawl.launcher.part.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is examined. */
record Deployment(Settings settings, Stack stack) {

  /** Asks the first node with the administrator's token; empty if it does not answer. */
  Optional<Http.Reply> ask(String path) {
    return Http.get(settings.address() + path, settings.token().orElse(""));
  }

  /**
   * A variable of the application, empty if it is not set: as it was started, which may be another
   * shell's environment than this one; as it would be started if it does not run.
   */
  String variable(String name) {
    return stack.status().stream()
        .filter(part -> part.part().startsWith("application"))
        .flatMap(part -> part.process().stream())
        .findFirst()
        .flatMap(Deployment::environment)
        .orElse(settings.environment())
        .getOrDefault(name, "");
  }

  /** Of a process of ours; empty where the system does not tell, as others than Linux do not. */
  static Optional<Map<String, String>> environment(long process) {
    try {
      String all = Files.readString(Path.of("/proc/" + process + "/environ"));
      return Optional.of(
          Arrays.stream(all.split("\0", -1))
              .map(entry -> entry.split("=", 2))
              .filter(entry -> entry.length == 2)
              .collect(Collectors.toMap(entry -> entry[0], entry -> entry[1], (one, two) -> one)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
