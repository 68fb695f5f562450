package dev.trawl.poison;

import dev.trawl.database.Texts;

/** Why a message was given up, for people. */
final class Reason {
  /** Chains of causes may be circles. */
  private static final int DEEPEST = 5;

  private Reason() {}

  /** The exceptions from the outermost to what caused them, each once. */
  static String of(Throwable failure) {
    StringBuilder reason = new StringBuilder(failure.toString());
    Throwable cause = failure.getCause();
    for (int i = 0; i < DEEPEST && cause != null; i++, cause = cause.getCause()) {
      // Most wrappers repeat what they wrap.
      if (reason.indexOf(cause.toString()) < 0) {
        reason.append("; caused by ").append(cause);
      }
    }
    return Texts.clean(reason.toString());
  }

  static String ofDeaths(int deaths) {
    return "its node ended each time that this message was in work, "
        + deaths
        + " times; the logs of the nodes say more";
  }
}
