package dev.trawl.frontier;

/** Another node reserved the last of a job's budget in the same moment. */
final class BudgetTakenException extends RuntimeException {
  private static final long serialVersionUID = 1;
}
