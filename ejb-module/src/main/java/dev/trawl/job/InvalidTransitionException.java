package dev.trawl.job;

import jakarta.ejb.ApplicationException;

/** A job cannot go from its state to that one, or be changed in it. */
@ApplicationException(rollback = true) // not wrapped by the container
public final class InvalidTransitionException extends RuntimeException {
  private static final long serialVersionUID = 1;

  InvalidTransitionException(JobState from, JobState to) {
    super("a job that is " + from + " cannot become " + to);
  }

  /** A job in that state cannot be changed. */
  public InvalidTransitionException(JobState state) {
    super("a job that is " + state + " cannot be changed");
  }
}
