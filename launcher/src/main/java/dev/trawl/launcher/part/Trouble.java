package dev.trawl.launcher.part;

import org.jspecify.annotations.Nullable;

/** Something that the user can put right; the message is one sentence that says what and how. */
public final class Trouble extends RuntimeException {

  private final boolean wrongUse;

  private Trouble(String sentence, boolean wrongUse, @Nullable Throwable cause) {
    super(sentence, cause);
    this.wrongUse = wrongUse;
  }

  /** The command was right, but it could not be done. */
  public static Trouble failed(String sentence) {
    return new Trouble(sentence, false, null);
  }

  public static Trouble failed(String sentence, Throwable cause) {
    return new Trouble(sentence, false, cause);
  }

  /** The command, or a variable it reads, makes no sense. */
  public static Trouble wrongUse(String sentence) {
    return new Trouble(sentence, true, null);
  }

  public int exitStatus() {
    return wrongUse ? 2 : 1;
  }
}
