package dev.trawl.credential;

import java.io.Serial;

/** A sealed value was sealed with another key, or for another origin, or is none. */
public final class UnreadableCredentialException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  /**
   * Says so.
   *
   * @param message for people, without the value
   */
  public UnreadableCredentialException(String message) {
    super(message);
  }
}
