package dev.trawl.job;

import jakarta.ejb.ApplicationException;

/** A job cannot go from its state to that one. */
@ApplicationException(rollback = true) // not wrapped by the container
public final class InvalidTransitionException extends RuntimeException {
  private static final long serialVersionUID = 1;

  InvalidTransitionException(JobState from, JobState to) {
    super("a job that is " + from + " cannot become " + to);
  }
}
