package dev.trawl.frontier;

/** A key was used before, for another request. */
public final class IdempotencyConflictException extends RuntimeException {
  private static final long serialVersionUID = 1;

  IdempotencyConflictException() {
    super("this idempotency key was used before, with another request");
  }
}
