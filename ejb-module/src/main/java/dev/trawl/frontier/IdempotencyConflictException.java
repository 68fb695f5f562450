package dev.trawl.frontier;

import jakarta.ejb.ApplicationException;

/** A key was used before, for another request. */
@ApplicationException(rollback = true) // not wrapped by the container
public final class IdempotencyConflictException extends RuntimeException {
  private static final long serialVersionUID = 1;

  IdempotencyConflictException() {
    super("this idempotency key was used before, with another request");
  }
}
