package dev.trawl.message;

import java.util.Optional;

/**
 * Something to ask the broker by a management message.
 *
 * @param resource whose number it is, as in {@code queue.store}
 * @param name an attribute, or an operation where there are parameters
 * @param parameters a JSON array; empty for an attribute
 */
record Question(String resource, String name, Optional<String> parameters) {
  static Question attribute(String resource, String name) {
    return new Question(resource, name, Optional.empty());
  }

  static Question operation(String resource, String name, String parameters) {
    return new Question(resource, name, Optional.of(parameters));
  }
}
