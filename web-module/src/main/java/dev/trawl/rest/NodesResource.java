package dev.trawl.rest;

import dev.trawl.cluster.Node;
import dev.trawl.cluster.Nodes;
import dev.trawl.message.Jsons;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The nodes of the cluster. */
@Path("nodes")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@Tag(name = "operations")
public class NodesResource {
  @EJB Nodes nodes;

  /** All of them, and those that died in the last day and were not started again. */
  @GET
  @Operation(summary = "Nodes with roles, last heartbeat and load; those that live first")
  public JsonObject list() {
    return Listing.of(nodes.list().stream().map(NodesResource::json).toList(), Optional.empty());
  }

  private static String state(Node node) {
    if (!node.alive()) {
      return "dead";
    }
    return node.draining() ? "draining" : "alive";
  }

  private static JsonObject json(Node node) {
    JsonArrayBuilder roles = Jsons.createArrayBuilder();
    for (String role : node.roles().split(",", -1)) {
      roles.add(role);
    }
    return Jsons.createObjectBuilder()
        .add("id", node.id())
        .add("process", node.incarnation().toString())
        .add("state", state(node))
        .add("roles", roles)
        .add("version", node.version())
        .add("started", node.started().toString())
        .add("lastBeat", node.lastBeat().toString())
        .add(
            "load",
            Jsons.createObjectBuilder()
                .add("fetching", node.fetching())
                .add("processing", node.processing())
                .add("heapUsed", node.heapUsed())
                .add("heapMax", node.heapMax())
                .add("cpu", Math.max(0, Math.round(node.cpu() * 1000) / 1000.0)))
        .build();
  }
}
