package dev.trawl.job;

/** A job cannot go from its state to that one. */
public final class InvalidTransitionException extends RuntimeException {
  private static final long serialVersionUID = 1;

  InvalidTransitionException(JobState from, JobState to) {
    super("a job that is " + from + " cannot become " + to);
  }
}
