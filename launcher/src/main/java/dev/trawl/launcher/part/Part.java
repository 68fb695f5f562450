package dev.trawl.launcher.part;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One process of the stack. */
interface Part {

  /** As a sentence names it. */
  String name();

  /** As files name it. */
  String id();

  List<Port> ports();

  /** Makes the files that the process needs, and says how it is run. */
  Launch prepare();

  /** Whether it does what it is for, asked as its users would. */
  boolean ready();

  /** How long it may take until it is ready. */
  Duration patience();

  /** Asks it to end, within a bounded time. */
  default void terminate(ProcessHandle process) {
    process.destroy();
  }

  /** What it does at the moment, where it is one of several that take turns. */
  default Optional<String> duty() {
    return Optional.empty();
  }

  /** Whether it runs but only waits to be ended. */
  default boolean leaving() {
    return false;
  }

  /** Whether what it has said since its start means that it will never be ready. */
  default boolean hopeless(String output) {
    return false;
  }

  /** Whether a start that ended at once is worth another one. */
  default boolean worthAnotherTry(String output) {
    return false;
  }
}
