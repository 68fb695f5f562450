package dev.trawl.launcher.doctor;

import java.util.Locale;

/** How grave a finding is; the later, the graver. */
enum Level {
  OK,
  /** Could not be looked at, for a reason that is another finding, or no fault. */
  SKIPPED,
  /** Works, but not as well or as safely as it could. */
  WARNING,
  /** Does not work, or loses data some day. */
  PROBLEM;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
