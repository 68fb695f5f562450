package dev.trawl.launcher.doctor;

import dev.trawl.launcher.part.Http;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the application sees of the broker, and whether it gives out work. */
final class QueuesCheck implements Check {

  private static final String SUBJECT = "queues";
  private static final String DEAD_LETTERS = "trawl.dlq";

  @Override
  public List<Finding> look(Deployment deployment) {
    Optional<Http.Reply> reply = deployment.ask("/api/queues");
    return reply
        .filter(found -> found.status() == 200)
        .flatMap(Http.Reply::object)
        .map(QueuesCheck::judge)
        .orElseGet(() -> List.of(Finding.skipped(SUBJECT, "the API does not tell")));
  }

  static List<Finding> judge(JsonObject queues) {
    List<Finding> findings = new ArrayList<>();
    broker(state(queues, "broker")).ifPresent(findings::add);
    dispatch(queues).ifPresent(findings::add);
    queues.getJsonArray("items").getValuesAs(JsonObject.class).stream()
        .filter(queue -> queue.getString("name", "").equals(DEAD_LETTERS))
        .map(queue -> queue.getInt("messages", 0))
        .filter(messages -> messages > 0)
        .map(QueuesCheck::deadLetters)
        .forEach(findings::add);
    if (findings.isEmpty()) {
      findings.add(
          Finding.ok(SUBJECT, "no dead letters; dispatch is " + state(queues, "dispatch")));
    }
    return findings;
  }

  private static Optional<Finding> broker(String state) {
    return switch (state) {
      case "away" ->
          Optional.of(
              Finding.problem(
                  SUBJECT,
                  "the application does not reach the broker, or is not let in",
                  "check TRAWL_BROKER_URL, TRAWL_BROKER_USER and TRAWL_BROKER_PASSWORD of the nodes"));
      case "not-allowed" ->
          Optional.of(
              Finding.warning(
                  SUBJECT,
                  "the broker does not let the application's account look at queues",
                  "take over the security settings of artemis-config's broker.xml"));
      default -> Optional.empty();
    };
  }

  private static Optional<Finding> dispatch(JsonObject queues) {
    String state = state(queues, "dispatch");
    if (!state.startsWith("no-space") && !state.equals("broker-away")) {
      return Optional.empty();
    }
    String detail = queues.getJsonObject("dispatch").getString("detail", "");
    return Optional.of(
        Finding.problem(
            SUBJECT,
            "no work is given out (" + state + "): " + detail,
            state.startsWith("no-space")
                ? "make room; it goes on by itself"
                : "bring the broker back; it goes on by itself"));
  }

  private static Finding deadLetters(int messages) {
    return Finding.warning(
        SUBJECT,
        messages + " dead letters",
        "see ./trawl dead-letters list, then replay or discard them");
  }

  private static String state(JsonObject queues, String of) {
    JsonObject object = queues.getJsonObject(of);
    return object == null ? "unknown" : object.getString("state", "unknown");
  }
}
