package dev.trawl.launcher.doctor;

import dev.trawl.launcher.part.Http;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The nodes of the cluster, as the first one sees them. */
final class NodesCheck implements Check {

  private static final String SUBJECT = "nodes";
  private static final List<String> ROLES = List.of("api", "fetch", "process");

  @Override
  public List<Finding> look(Deployment deployment) {
    return nodes(deployment)
        .map(NodesCheck::judge)
        .orElseGet(() -> List.of(Finding.skipped(SUBJECT, "the API does not tell")));
  }

  /** How many nodes may be at work. */
  static int count(Deployment deployment) {
    long alive =
        nodes(deployment).stream().flatMap(List::stream).filter(NodesCheck::isAlive).count();
    return (int) Math.max(alive, deployment.stack().addresses().size());
  }

  private static Optional<List<JsonObject>> nodes(Deployment deployment) {
    return deployment
        .ask("/api/nodes")
        .filter(reply -> reply.status() == 200)
        .flatMap(Http.Reply::object)
        .map(list -> list.getJsonArray("items").getValuesAs(JsonObject.class));
  }

  static List<Finding> judge(List<JsonObject> nodes) {
    List<Finding> findings = new ArrayList<>();
    Set<String> versions = new TreeSet<>();
    Set<String> roles = new HashSet<>();
    int alive = 0;
    for (JsonObject node : nodes) {
      if (isAlive(node)) {
        alive++;
        versions.add(node.getString("version", "?"));
        node.getJsonArray("roles")
            .getValuesAs(JsonString.class)
            .forEach(role -> roles.add(role.getString()));
      } else if (node.getString("state", "").equals("dead")) {
        findings.add(dead(node));
      }
    }
    for (String role : ROLES) {
      if (!roles.contains(role)) {
        findings.add(
            Finding.problem(
                SUBJECT,
                "no living node has the role " + role,
                "start one with TRAWL_ROLES=" + role));
      }
    }
    if (versions.size() > 1) {
      findings.add(
          Finding.warning(
              SUBJECT,
              "they are of different versions: " + String.join(", ", versions),
              "finish the upgrade"));
    }
    if (findings.isEmpty()) {
      findings.add(Finding.ok(SUBJECT, alive + " alive, every role among them"));
    }
    return findings;
  }

  private static boolean isAlive(JsonObject node) {
    return node.getString("state", "").equals("alive");
  }

  private static Finding dead(JsonObject node) {
    return Finding.warning(
        SUBJECT,
        "%s has not been heard of since %s"
            .formatted(node.getString("id", "?"), node.getString("lastBeat", "?")),
        "start it again, or wait: it is forgotten after a day; its work was taken over");
  }
}
