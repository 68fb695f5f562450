package dev.trawl.rest;

import static dev.trawl.message.Jsons.text;

import dev.trawl.host.HostQueueStatus;
import dev.trawl.host.HostStatus;
import dev.trawl.message.Jsons;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Hosts as JSON. */
final class HostJson {
  private HostJson() {}

  static JsonObject of(HostStatus host) {
    return json(host, Optional.empty()).build();
  }

  static JsonObject of(HostStatus host, List<HostQueueStatus> queues, Optional<String> robots) {
    JsonArrayBuilder jobs = Jsons.createArrayBuilder();
    queues.forEach(queue -> jobs.add(queue(queue)));
    return json(host, robots).add("jobs", jobs).build();
  }

  static JsonObject retried(String origin, int requeued) {
    return Jsons.createObjectBuilder().add("host", origin).add("requeued", requeued).build();
  }

  private static JsonObjectBuilder json(HostStatus host, Optional<String> file) {
    JsonObjectBuilder json =
        Jsons.createObjectBuilder().add("host", host.origin()).add("state", host.state());
    text(json, "lastContact", host.lastContact().map(Instant::toString));
    text(json, "notBefore", host.notBefore().map(Instant::toString));
    json.add("failures", host.failures()).add("rounds", host.rounds());
    text(json, "trouble", host.trouble());
    json.add("connections", host.connections()).add("queued", host.queued());
    host.robots()
        .ifPresentOrElse(
            robots -> json.add("robots", robots(host, robots, file)), () -> json.addNull("robots"));
    return json;
  }

  private static JsonObjectBuilder robots(
      HostStatus host, HostStatus.Robots robots, Optional<String> file) {
    JsonObjectBuilder json =
        Jsons.createObjectBuilder()
            .add("status", robots.status())
            .add("fetchedAt", robots.fetchedAt().toString())
            .add("usedUntil", robots.usedUntil().toString());
    text(
        json,
        "crawlDelay",
        host.crawlDelay().isZero() ? Optional.empty() : Optional.of(host.crawlDelay().toString()));
    file.ifPresent(content -> json.add("content", content));
    return json;
  }

  private static JsonObjectBuilder queue(HostQueueStatus queue) {
    JsonObjectBuilder json =
        Jsons.createObjectBuilder()
            .add("jobId", queue.job().toString())
            .add("queued", queue.queued())
            .add("delay", queue.manners().delay().toString())
            .add("connectionsPerHost", queue.manners().connections())
            .add("robots", queue.manners().obeysRobots() ? "obey" : "ignore");
    text(json, "givenUp", queue.givenUp());
    text(json, "detail", queue.detail());
    return json;
  }
}
