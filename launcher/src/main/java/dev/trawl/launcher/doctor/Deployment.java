package dev.trawl.launcher.doctor;

import dev.trawl.launcher.part.Http;
import dev.trawl.launcher.part.Settings;
import dev.trawl.launcher.part.Stack;
import java.util.Optional;

/** What is examined. */
record Deployment(Settings settings, Stack stack) {

  /** Asks the first node with the administrator's token; empty if it does not answer. */
  Optional<Http.Reply> ask(String path) {
    return Http.get(settings.address() + path, settings.token().orElse(""));
  }
}
