package dev.trawl.message;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A message that could not be processed.
 *
 * @param id of its message in the queue of dead letters; empty if its sender gave it none
 * @param origin where it can be sent back to; empty if that is not known
 * @param source where it came from, as far as it says so
 * @param reason why it is here; empty if whoever brought it did not say
 * @param node which node gave it up
 * @param attempts how often it was tried
 * @param deadLetteredAt when it was given up
 * @param size bytes of its body; of a text as UTF-8
 * @param properties what its sender gave it, as text, shortened
 * @param text the beginning of its body, if that is a text
 */
public record DeadLetter(
    Optional<UUID> id,
    Optional<String> origin,
    Optional<String> source,
    Optional<String> reason,
    Optional<String> node,
    Optional<Integer> attempts,
    Optional<Instant> deadLetteredAt,
    long size,
    Map<String, String> properties,
    Optional<String> text) {

  /** What became of the wish to send one back, or to remove one. */
  public enum Outcome {
    /** It is gone from the dead letters. */
    DONE,
    /** There is none of that id. */
    UNKNOWN,
    /** Somebody else has taken it, and has not acknowledged it. */
    HELD,
    /** Nobody knows where it came from. */
    NO_ORIGIN
  }
}
