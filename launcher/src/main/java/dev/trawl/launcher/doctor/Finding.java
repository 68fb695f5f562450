package dev.trawl.launcher.doctor;

import java.util.Optional;

/**
 * What a check found.
 *
 * @param subject what was looked at, in a word
 * @param sentence what was found
 * @param remedy what to do about it; present where something is wrong
 */
public record Finding(String subject, Level level, String sentence, Optional<String> remedy) {

  static Finding ok(String subject, String sentence) {
    return new Finding(subject, Level.OK, sentence, Optional.empty());
  }

  static Finding skipped(String subject, String why) {
    return new Finding(subject, Level.SKIPPED, why, Optional.empty());
  }

  static Finding warning(String subject, String sentence, String remedy) {
    return new Finding(subject, Level.WARNING, sentence, Optional.of(remedy));
  }

  static Finding problem(String subject, String sentence, String remedy) {
    return new Finding(subject, Level.PROBLEM, sentence, Optional.of(remedy));
  }

  /** As a script may want it. */
  public String grade() {
    return level.toString();
  }

  public boolean isProblem() {
    return level == Level.PROBLEM;
  }

  public boolean isWarning() {
    return level == Level.WARNING;
  }
}
