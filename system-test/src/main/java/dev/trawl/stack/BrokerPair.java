package dev.trawl.stack;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The two brokers of a stack that was started with {@code --brokers 2}. */
public record BrokerPair(Trawl trawl) {

  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final Duration START = Duration.ofMinutes(4);

  /** A pair that is not started yet, with a stack of its own. */
  public static BrokerPair fresh() {
    List<Integer> ports = Ports.pairs(2);
    return new BrokerPair(
        Trawl.fresh(
            Map.of(
                "TRAWL_BROKER_PORT", ports.get(0).toString(),
                "TRAWL_CONSOLE_PORT", ports.get(1).toString())));
  }

  /** Starts what is missing of the stack. */
  public Outcome up() {
    return trawl.run(START, "up", "--brokers", "2");
  }

  /** The broker that clients work with, as {@code ./trawl status} names it. */
  public Optional<String> live() {
    return with("live");
  }

  /** The one that waits for the other's end. */
  public Optional<String> waiting() {
    return with("stands by");
  }

  public void kill9(String broker) {
    trawl.kill9(broker);
  }

  private Optional<String> with(String duty) {
    return brokers().stream()
        .filter(part -> part.getString("duty", "").equals(duty))
        .map(part -> part.getString("part"))
        .findFirst();
  }

  /** Not {@code orThrow}: the exit status is 1 while a part is not ready. */
  private List<JsonObject> brokers() {
    return Api.parse(trawl.run(ANSWER, "status", "--json").out()).getJsonArray("parts").stream()
        .map(part -> part.asJsonObject())
        .filter(part -> part.getString("part").startsWith("broker"))
        .toList();
  }
}
