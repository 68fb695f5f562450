package dev.trawl.rest;

import dev.trawl.job.CrawlJob;
import dev.trawl.job.Jobs;
import dev.trawl.page.Statistics;
import dev.trawl.page.UncountedException;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * What the pages of a job are like. A class of its own for the reason that {@link PagesResource}
 * has.
 */
@Path("jobs/{id}/statistics")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@Tag(name = "jobs")
public class StatisticsResource {
  @EJB Jobs jobs;
  @Inject Statistics statistics;

  /** Counted a while ago at the most. */
  @GET
  @Operation(
      summary = "How many pages of a job ended how, and how its hosts are doing",
      description =
          "Kept by the node for twenty times as long as counting took, and 5 s at the least, but not beyond the job's end; 'at' says from when it is.")
  @APIResponse(
      responseCode = "200",
      description = "The statistics",
      content = @Content(schema = @Schema(implementation = StatisticsSchemas.StatisticsOut.class)))
  @APIResponse(responseCode = "404", description = "No such job")
  @APIResponse(
      responseCode = "503",
      description = "Counting took more than 30 s, or too many wait for it; see Retry-After")
  public JsonObject show(@PathParam("id") String id) {
    CrawlJob job = Ids.parse(id).flatMap(jobs::find).orElseThrow(() -> Ids.noJob(id));
    try {
      return StatisticsJson.of(statistics.of(job));
    } catch (UncountedException e) {
      throw ProblemException.unavailable(
          "The pages of this job could not be counted in time; try again later", e.retryAfter());
    }
  }
}
