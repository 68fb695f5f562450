package dev.trawl.launcher.part;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The brokers of a stack: one, or two on the same journal, of which one is live and the other waits
 * for its end.
 */
final class Brokers {

  static final int MOST = 2;

  private final Secrets secrets;
  private final Remembered number;
  private final Broker first;
  private final Broker second;

  /**
   * @param run where their number is remembered
   */
  Brokers(Home home, Settings settings, Secrets secrets, Path run) {
    this.secrets = secrets;
    this.number = new Remembered(run.resolve("brokers"), MOST);
    this.first = new Broker(home, settings, secrets, 1, this::paired);
    this.second = new Broker(home, settings, secrets, 2, this::paired);
  }

  static int check(int number) {
    return Remembered.check("--brokers", number, MOST);
  }

  int number() {
    return number.number();
  }

  void want(int wanted) {
    number.set(wanted);
  }

  boolean paired() {
    return number() > 1;
  }

  /** Those that there should be, in the order of their start: who comes first will be live. */
  List<Broker> wanted() {
    return paired() ? List.of(first, second) : List.of(first);
  }

  /**
   * Both, in the order of their end: who waits goes first, or would take over for nothing while the
   * other ends.
   */
  List<Broker> leaving() {
    return Stream.of(first, second).sorted(Comparator.comparing(Broker::listens)).toList();
  }

  /** What the application needs to log in. */
  Map<String, String> login() {
    Map<String, String> login = new HashMap<>();
    login.put(
        "TRAWL_BROKER_URL", wanted().stream().map(Broker::url).collect(Collectors.joining(",")));
    login.put("TRAWL_BROKER_USER", "trawl");
    login.put("TRAWL_BROKER_PASSWORD", secrets.get("broker"));
    return login;
  }
}
