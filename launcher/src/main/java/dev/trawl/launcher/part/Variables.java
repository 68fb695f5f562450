package dev.trawl.launcher.part;

import java.util.List;
import java.util.Locale;
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

  /** What is separated by blanks. */
  List<String> words(String name) {
    return text(name).map(words -> List.of(words.split("\\s+"))).orElse(List.of());
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

  /** A size in bytes, or followed by k, m, g or t (powers of 1024). */
  long bytes(String name, String otherwise) {
    String pattern = "[0-9]{1,15}|[0-9]{1,6}[kmgtKMGT]";
    String value =
        matching(name, otherwise, pattern, "a size such as 512m or 1g").toLowerCase(Locale.ROOT);
    int unit = "kmgt".indexOf(value.charAt(value.length() - 1));
    long number = Long.parseLong(unit < 0 ? value : value.substring(0, value.length() - 1));
    return number << (10 * (unit + 1));
  }

  private static Trouble wrong(String name, String value, String what) {
    return Trouble.wrongUse(name + " is \"" + value + "\"; it takes " + what + ".");
  }
}
