package dev.trawl.rest;

import dev.trawl.cluster.Draining;
import dev.trawl.cluster.Load;
import dev.trawl.config.TrawlConfig;
import dev.trawl.message.Jsons;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Makes this node ready to be stopped. */
@Path("nodes/{id}/drain")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@Tag(name = "nodes")
public class DrainResource {
  private static final Logger LOG = System.getLogger(DrainResource.class.getName());

  /** Well below the minute after which clients and proxies give up. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Inject TrawlConfig config;
  @Inject Drain drain;
  @Inject Load load;
  @Inject Event<Draining> draining;
  @Inject EventHub hub;

  /** Takes no more calls and fetch tasks, and waits for those in work. */
  @POST
  @Operation(
      summary =
          "Refuse all further calls of this node with 503, end its streams, fetch nothing more, and wait up to 20 s for what is in work; may be repeated, and is undone by a restart")
  @APIResponse(
      responseCode = "202",
      description = "Draining; callsInWork and tasksInWork are 0 if it may be stopped now")
  @APIResponse(
      responseCode = "409",
      description = "This is another node; each is drained by a call at its own address")
  public Response drain(@PathParam("id") String id) throws InterruptedException {
    if (!id.equals(config.node())) {
      throw ProblemException.conflict(
          "This is the node " + config.node() + "; ask " + id + " at its own address");
    }
    if (!drain.hasBegun()) {
      LOG.log(Level.INFO, "this node takes no more calls, and fetches nothing more");
    }
    drain.begin();
    load.drain();
    hub.end();
    draining.fire(new Draining());
    int calls = drain.await(PATIENCE);
    return Response.accepted(
            Jsons.createObjectBuilder()
                .add("id", id)
                .add("callsInWork", calls)
                .add("tasksInWork", load.fetching())
                .build())
        .build();
  }
}
