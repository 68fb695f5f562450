package dev.trawl.launcher.part;

import java.util.List;
import java.util.Optional;

/**
 * How a part is.
 *
 * @param state {@code ready}, {@code not ready} or {@code not running}
 * @param duty of one of two brokers that is ready: {@code live} or {@code stands by}
 * @param process its id, if it runs
 * @param listens where, as host:port
 */
public record PartStatus(
    String part,
    String state,
    Optional<String> duty,
    Optional<Long> process,
    List<String> listens) {

  public boolean ready() {
    return state.equals(Supervisor.State.READY.toString());
  }
}
