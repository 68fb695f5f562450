package dev.trawl.rest;

import dev.trawl.flow.FlowControl;
import dev.trawl.message.DeadLetter;
import dev.trawl.message.DeadLetter.Outcome;
import dev.trawl.message.DeadLetterQueue;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Messages that could not be processed. */
@Path("dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@Tag(name = "operations")
public class DeadLettersResource {
  @Inject DeadLetterQueue letters;
  @EJB FlowControl flow;

  /** Dead letters, oldest first. */
  @GET
  @Operation(
      summary =
          "List dead letters, oldest first; should the last of a page be gone when the next is asked for, the list starts again")
  public JsonObject list(
      @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
    int most = Listing.limit(limit);
    List<DeadLetter> found = letters.list(Listing.cursorId(cursor), most);
    Optional<String> next =
        found.size() == most ? found.get(most - 1).id().map(UUID::toString) : Optional.empty();
    return Listing.behind(found.stream().map(DeadLetterJson::of).toList(), next);
  }

  /** One dead letter. */
  @GET
  @Path("{id}")
  @Operation(summary = "A dead letter")
  @APIResponse(
      responseCode = "200",
      description = "The dead letter",
      content = @Content(schema = @Schema(implementation = DeadLetterSchemas.DeadLetterOut.class)))
  @APIResponse(responseCode = "404", description = "No such dead letter")
  public JsonObject get(@PathParam("id") String id) {
    return Ids.parse(id)
        .flatMap(letters::find)
        .map(DeadLetterJson::of)
        .orElseThrow(() -> Ids.noDeadLetter(id));
  }

  /** Sends one back to where it came from. */
  @POST
  @Path("{id}/replay")
  @Operation(
      summary =
          "Send a dead letter back to where it came from, once; it may come back under a new id")
  @APIResponse(responseCode = "202", description = "Sent")
  @APIResponse(responseCode = "404", description = "No such dead letter")
  @APIResponse(
      responseCode = "409",
      description = "Nobody knows where it came from, or somebody else holds it")
  @APIResponse(
      responseCode = "503",
      description = "There is no space for more work; see Retry-After")
  public Response replay(@PathParam("id") String id) {
    flow.admit();
    done(id, letters::replay);
    return Response.accepted().build();
  }

  /** Removes one; what was settled because of it stays as it is. */
  @DELETE
  @Path("{id}")
  @Operation(summary = "Discard a dead letter")
  @APIResponse(responseCode = "204", description = "Gone")
  @APIResponse(responseCode = "404", description = "No such dead letter")
  @APIResponse(responseCode = "409", description = "Somebody else holds it")
  public Response discard(@PathParam("id") String id) {
    done(id, letters::discard);
    return Response.noContent().build();
  }

  private static void done(String id, Function<UUID, Outcome> verb) {
    Outcome outcome = Ids.parse(id).map(verb).orElse(Outcome.UNKNOWN);
    switch (outcome) {
      case DONE -> {}
      case UNKNOWN -> throw Ids.noDeadLetter(id);
      case HELD ->
          throw ProblemException.conflict(
              "Somebody else has taken dead letter " + id + ", and may give it back");
      case NO_ORIGIN ->
          throw ProblemException.conflict(
              "Dead letter " + id + " came from none of the queues that it could be sent back to");
    }
  }
}
