package dev.trawl.scope;

/**
 * A pattern, or several together, are left to the RE2 library: the syntax is none that {@link
 * PatternParser} knows, or the automaton would become too large.
 */
final class TooHardException extends Exception {
  private static final long serialVersionUID = 1;

  TooHardException(String message) {
    super(message);
  }
}
