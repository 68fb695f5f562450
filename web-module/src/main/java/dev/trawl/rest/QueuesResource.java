package dev.trawl.rest;

import dev.trawl.config.TrawlConfig;
import dev.trawl.frontier.DispatchView;
import dev.trawl.message.BrokerStatus;
import dev.trawl.message.BrokerView;
import dev.trawl.message.QueueDepth;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The queues between the services, and whether work is given out. */
@Path("queues")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@Tag(name = "operations")
public class QueuesResource {
  @EJB BrokerView broker;
  @EJB DispatchView dispatch;
  @Inject TrawlConfig config;

  /** Queues by name, as they were some seconds ago. */
  @GET
  @Operation(
      summary =
          "The broker's queues with their depths, the broker, and the state of dispatching; some seconds old")
  @APIResponse(
      responseCode = "200",
      description =
          "The queues; none while the broker does not answer, or where it does not let our account look",
      content = @Content(schema = @Schema(implementation = QueueSchemas.QueuesOut.class)))
  public JsonObject list(
      @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
    int most = Listing.limit(limit);
    BrokerStatus status = broker.latest();
    List<QueueDepth> queues = status.queues();
    int from =
        cursor == null ? 0 : (int) Math.max(0, Math.min(queues.size(), Listing.cursor(cursor)));
    int to = (int) Math.min(queues.size(), (long) from + most);
    Optional<Long> next = to < queues.size() ? Optional.of((long) to) : Optional.empty();
    return QueueJson.of(
        Listing.of(queues.subList(from, to).stream().map(QueueJson::of).toList(), next),
        status,
        dispatch.status(),
        config.console());
  }
}
