package dev.trawl.stack;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Options of a main class: {@code --name value}, or {@code --name} alone for a switch. */
public final class Options {

  private final Map<String, String> values = new HashMap<>();

  /**
   * Reads the arguments.
   *
   * @throws IllegalArgumentException if one is not known or has no value
   */
  public Options(List<String> arguments, Set<String> names, Set<String> switches) {
    for (int i = 0; i < arguments.size(); i++) {
      String name = arguments.get(i);
      if (switches.contains(name)) {
        values.put(name, "");
      } else if (!names.contains(name)) {
        throw new IllegalArgumentException(
            "There is no option " + name + "; there are " + names + " and " + switches + ".");
      } else if (i + 1 == arguments.size()) {
        throw new IllegalArgumentException(name + " needs a value.");
      } else {
        values.put(name, arguments.get(++i));
      }
    }
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  public String text(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  /**
   * A whole number.
   *
   * @throws IllegalArgumentException if it is none
   */
  public long number(String name, long otherwise) {
    try {
      return Optional.ofNullable(values.get(name)).map(Long::parseLong).orElse(otherwise);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          name + " takes a number, not " + values.get(name) + ".", e);
    }
  }
}
