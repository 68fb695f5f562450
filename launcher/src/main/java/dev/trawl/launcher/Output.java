package dev.trawl.launcher;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a person sees on standard error. */
final class Output {

  private Output() {}

  static void say(String sentence) {
    System.err.println(sentence);
  }

  static void readySince(Instant start) {
    long tenths = Duration.between(start, Instant.now()).toMillis() / 100;
    say("Ready after " + tenths / 10.0 + " s.");
  }

  /** One sentence; with TRAWL_DEBUG also where it came from. */
  static void error(Throwable e) {
    System.err.println("trawl: " + Optional.ofNullable(e.getMessage()).orElse(e.toString()));
    if (System.getenv("TRAWL_DEBUG") != null) {
      e.printStackTrace();
    }
  }

  /** Whether somebody watches standard error; the shell knows, Java does not. */
  static boolean watched() {
    return Boolean.getBoolean("trawl.terminal");
  }

  /** Whether somebody can be asked. */
  static boolean answered() {
    return watched() && Boolean.getBoolean("trawl.keyboard");
  }
}
