package dev.trawl.page;

import java.util.Optional;

/** What a URL has come to, in the words of {@link Why}. */
record Fate(
    String state, Optional<String> outcome, Optional<String> rule, Optional<String> detail) {
  static Fate open(String state, String detail) {
    return new Fate(state, Optional.empty(), Optional.empty(), Optional.of(detail));
  }

  static Fate done(String outcome, Optional<String> detail) {
    return new Fate("done", Optional.of(outcome), Optional.empty(), detail);
  }

  static Fate excluded(Optional<String> rule, Optional<String> detail) {
    return new Fate("done", Optional.of("excluded"), rule, detail);
  }
}
