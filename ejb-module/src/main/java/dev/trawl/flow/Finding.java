package dev.trawl.flow;

import java.util.Comparator;
import java.util.List;

/**
 * What was found, and what is to be said of it.
 *
 * @param state the state
 * @param detail for people: what is short and what to do; empty if nothing is
 */
public record Finding(DispatchState state, String detail) {
  static final Finding GOOD = new Finding(DispatchState.RUNNING, "");

  static Finding worst(List<Finding> findings) {
    return findings.stream().max(Comparator.comparing(Finding::state)).orElse(GOOD);
  }
}
