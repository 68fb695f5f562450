package dev.trawl.rest;

import java.util.Optional;
import java.util.UUID;

/** Ids in paths. What is no UUID is the id of nothing. */
final class Ids {
  private Ids() {}

  static Optional<UUID> parse(String text) {
    try {
      return Optional.of(UUID.fromString(text)).filter(id -> id.toString().equalsIgnoreCase(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static ProblemException noJob(String id) {
    return ProblemException.notFound("There is no job " + id);
  }

  static ProblemException noPage(String id) {
    return ProblemException.notFound("There is no page " + id);
  }

  static ProblemException noDeadLetter(String id) {
    return ProblemException.notFound("There is no dead letter " + id);
  }
}
