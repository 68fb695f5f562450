package dev.trawl.rest;

import dev.trawl.frontier.DispatchView;
import dev.trawl.message.BrokerStatus;
import dev.trawl.message.Jsons;
import dev.trawl.message.QueueDepth;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** Queues, broker and dispatching as JSON. */
final class QueueJson {
  private QueueJson() {}

  static JsonObject of(QueueDepth queue) {
    JsonObjectBuilder json =
        Jsons.createObjectBuilder()
            .add("name", queue.name())
            .add("address", queue.address())
            .add("messages", queue.messages())
            .add("delivering", queue.delivering())
            .add("scheduled", queue.scheduled())
            .add("consumers", queue.consumers())
            .add("added", queue.added())
            .add("acknowledged", queue.acknowledged());
    Jsons.number(json, "bytes", queue.bytes());
    return json.add("paging", queue.paging()).build();
  }

  /**
   * The list of queues, with what is said of the broker and of dispatching beside it.
   *
   * @param console where people find the broker's console
   */
  static JsonObject of(
      JsonObject list, BrokerStatus broker, DispatchView.Status dispatch, Optional<URI> console) {
    JsonObjectBuilder json =
        Jsons.createObjectBuilder()
            .add("items", list.getJsonArray("items"))
            .add("next", list.get("next"))
            .add("broker", of(broker))
            .add("dispatch", of(dispatch));
    Jsons.text(json, "console", console.map(URI::toString));
    return json.build();
  }

  static String wire(BrokerStatus.Reach reach) {
    return reach.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static JsonObjectBuilder of(BrokerStatus broker) {
    JsonObjectBuilder json = Jsons.createObjectBuilder().add("state", wire(broker.reach()));
    broker
        .numbers()
        .ifPresent(
            numbers -> {
              json.add("version", numbers.version()).add("diskUsed", numbers.diskUsed());
              numbers
                  .diskLimit()
                  .ifPresentOrElse(
                      most -> json.add("diskLimit", most), () -> json.addNull("diskLimit"));
              json.add("memoryUsed", numbers.memoryUsed())
                  .add("memoryLimit", numbers.memoryLimit());
            });
    return json;
  }

  private static JsonObjectBuilder of(DispatchView.Status dispatch) {
    return Jsons.createObjectBuilder()
        .add("state", dispatch.finding().state().wire())
        .add("detail", dispatch.finding().detail())
        .add("since", Times.text(dispatch.since()))
        .add("urlsInFlight", dispatch.leased())
        .add("urlsInFlightLimit", dispatch.mostLeased())
        .add("urlsQueued", dispatch.queued());
  }
}
