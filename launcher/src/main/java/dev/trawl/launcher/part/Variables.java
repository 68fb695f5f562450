package dev.trawl.launcher.part;

import java.util.Map;
import java.util.Optional;

/** Reads variables; one that is set to nothing counts as not set. */
record Variables(Map<String, String> environment) {

  static final int LAST_PORT = 65535;

  Optional<String> text(String name) {
    return Optional.ofNullable(environment.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }

  String text(String name, String otherwise) {
    return text(name).orElse(otherwise);
  }

  int port(String name, int otherwise) {
    String value = matching(name, Integer.toString(otherwise), "[0-9]{1,5}", "a port number");
    int port = Integer.parseInt(value);
    if (port < 1 || port > LAST_PORT) {
      throw wrong(name, value, "a port from 1 to 65535");
    }
    return port;
  }

  String matching(String name, String otherwise, String pattern, String what) {
    String value = text(name, otherwise);
    if (!value.matches(pattern)) {
      throw wrong(name, value, what);
    }
    return value;
  }

  private static Trouble wrong(String name, String value, String what) {
    return Trouble.wrongUse(name + " is \"" + value + "\"; it takes " + what + ".");
  }
}
