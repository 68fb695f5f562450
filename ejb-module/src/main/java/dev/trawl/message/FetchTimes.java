package dev.trawl.message;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.Optional;

/**
 * How long a request of one job may take, where that differs from what the fetcher does by itself.
 *
 * @param connect for each address that is tried, and for the TLS handshake
 * @param firstByte silence after the request is sent, before the answer begins
 * @param answer from the start of the request to the last byte
 * @param lowestSpeed bytes a second that a body must not fall below; 0 for any
 * @param speedWindow over which that speed is measured, and the longest silence inside a body
 */
public record FetchTimes(
    Optional<Duration> connect,
    Optional<Duration> firstByte,
    Optional<Duration> answer,
    Optional<Integer> lowestSpeed,
    Optional<Duration> speedWindow) {
  /** As the fetcher does by itself. */
  public static final FetchTimes DEFAULT =
      new FetchTimes(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Whether none is given. */
  public boolean isDefault() {
    return equals(DEFAULT);
  }

  /** Those that are given, as ISO 8601 durations and a number. */
  public JsonObjectBuilder toJson() {
    JsonObjectBuilder json = Jsons.createObjectBuilder();
    connect.ifPresent(time -> json.add("connect", time.toString()));
    firstByte.ifPresent(time -> json.add("firstByte", time.toString()));
    answer.ifPresent(time -> json.add("answer", time.toString()));
    lowestSpeed.ifPresent(speed -> json.add("lowestSpeed", speed));
    speedWindow.ifPresent(time -> json.add("speedWindow", time.toString()));
    return json;
  }

  /**
   * Reads what {@link #toJson} writes.
   *
   * @throws RuntimeException if something in it is no duration above zero, or no speed
   */
  static FetchTimes parse(JsonObject json) {
    return new FetchTimes(
        time(json, "connect"),
        time(json, "firstByte"),
        time(json, "answer"),
        speed(Optional.ofNullable(json.getJsonNumber("lowestSpeed"))),
        time(json, "speedWindow"));
  }

  private static Optional<Duration> time(JsonObject json, String name) {
    Optional<Duration> time = Optional.ofNullable(json.getString(name, null)).map(Duration::parse);
    if (time.filter(value -> value.isZero() || value.isNegative()).isPresent()) {
      throw new IllegalArgumentException(name + " must be above zero: " + time.get());
    }
    return time;
  }

  private static Optional<Integer> speed(Optional<JsonNumber> number) {
    Optional<Integer> speed = number.map(JsonNumber::intValueExact);
    if (speed.filter(value -> value < 0).isPresent()) {
      throw new IllegalArgumentException("lowestSpeed must not be negative: " + speed.get());
    }
    return speed;
  }
}
