package dev.trawl.launcher.client;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A job as the application tells it.
 *
 * @param state as in the contract; new ones may come
 * @param reason why it ended
 * @param traps parts of sites that it has found to be without end
 */
public record Job(
    String id,
    Optional<String> name,
    String state,
    Optional<String> reason,
    Optional<Instant> started,
    Optional<Instant> finished,
    Counters counters,
    List<Trap> traps) {

  private static final Set<String> FINAL = Set.of("COMPLETED", "STOPPED", "FAILED");

  static Job of(JsonObject json) {
    return new Job(
        json.getString("id"),
        text(json, "name"),
        json.getString("state"),
        text(json, "reason"),
        text(json, "started").map(Instant::parse),
        text(json, "finished").map(Instant::parse),
        json.get("counters") instanceof JsonObject counters
            ? Counters.of(counters)
            : Counters.of(JsonValue.EMPTY_JSON_OBJECT),
        Trap.of(json));
  }

  public boolean ended() {
    return FINAL.contains(state);
  }

  public boolean completed() {
    return state.equals("COMPLETED");
  }

  /** From start to end, or to now. */
  public Duration elapsed(Instant now) {
    return started.map(s -> Duration.between(s, finished.orElse(now))).orElse(Duration.ZERO);
  }

  Job with(Counters newCounters) {
    return new Job(id, name, state, reason, started, finished, newCounters, traps);
  }

  private static Optional<String> text(JsonObject json, String field) {
    return Optional.ofNullable(json.getString(field, null));
  }
}
