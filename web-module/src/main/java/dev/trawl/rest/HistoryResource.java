package dev.trawl.rest;

import dev.trawl.job.CrawlJob;
import dev.trawl.job.Histories;
import dev.trawl.job.Jobs;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A job over time. A class of its own for the reason that {@link PagesResource} has. */
@Path("jobs/{id}/history")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@Tag(name = "jobs")
public class HistoryResource {
  @EJB Jobs jobs;
  @EJB Histories histories;

  /** How its counters have risen. */
  @GET
  @Operation(
      summary = "The counters of a job over time, the oldest first",
      description =
          "Taken every 10 s at first, by the server, whoever looks. A job keeps 512 at most: when there would be more, every second one goes and the interval doubles. With a limit these are the last ones.")
  @APIResponse(
      responseCode = "200",
      description = "The samples; none before the job starts",
      content = @Content(schema = @Schema(implementation = HistorySchemas.HistoryOut.class)))
  @APIResponse(responseCode = "400", description = "limit is not from 1 to 512")
  @APIResponse(responseCode = "404", description = "No such job")
  public JsonObject show(@PathParam("id") String id, @QueryParam("limit") @Nullable String limit) {
    int most = Listing.limit(limit, Histories.MOST, Histories.MOST);
    CrawlJob job = Ids.parse(id).flatMap(jobs::find).orElseThrow(() -> Ids.noJob(id));
    return HistoryJson.of(histories.last(job.num(), most));
  }
}
