package dev.trawl.launcher.client;

/** The application does not answer; it may again. */
public final class Unreachable extends RuntimeException {

  Unreachable(String sentence) {
    super(sentence);
  }

  Unreachable(Throwable cause) {
    super("The application does not answer; see ./trawl status.", cause);
  }
}
