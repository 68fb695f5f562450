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

/**
 * What is examined.
 *
 * @param application the environment of the application: the one that it was started with, which
 *     may be another shell's than this one; the one that it would be started with if it does not
 *     run
 */
record Deployment(Settings settings, Stack stack, Map<String, String> application) {

  static Deployment of(Settings settings, Stack stack) {
    return new Deployment(
        settings,
        stack,
        stack.status().stream()
            .filter(part -> part.part().startsWith("application"))
            .flatMap(part -> part.process().stream())
            .findFirst()
            .flatMap(Deployment::environment)
            .orElse(settings.environment()));
  }

  /** Asks the first node with the administrator's token; empty if it does not answer. */
  Optional<Http.Reply> ask(String path) {
    return Http.get(settings.address() + path, settings.token().orElse(""));
  }

  /** A variable of the application, empty if it is not set. */
  String variable(String name) {
    return application.getOrDefault(name, "");
  }

  /** Of a process of ours; empty where the system does not tell, as others than Linux do not. */
  private static Optional<Map<String, String>> environment(long process) {
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
