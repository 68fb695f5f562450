package dev.trawl.stack;

import java.time.Duration;

/** What became of a command: its exit status and all that it wrote. */
public record Outcome(int exit, String out, String err, Duration took) {

  /** Both streams, for messages. */
  public String output() {
    return out + err;
  }

  /** This, if the command succeeded. */
  public Outcome orThrow() {
    if (exit != 0) {
      throw new IllegalStateException("Exit status " + exit + ":\n" + output());
    }
    return this;
  }
}
