package dev.trawl.rest;

import dev.trawl.job.CrawlJob;
import dev.trawl.job.Jobs;
import dev.trawl.page.Whys;
import dev.trawl.url.CrawlUrl;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * The URLs that a job has met. A class of its own for the reason that {@link PagesResource} has.
 */
@Path("jobs/{id}/urls")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@Tag(name = "pages")
public class UrlsResource {
  @EJB Jobs jobs;
  @EJB Whys whys;

  /** What became of one. */
  @GET
  @Operation(
      summary =
          "What became of a URL, and why: where it was found, what decided, every attempt. It is looked for as it is, "
              + "and then without the parameters that the job follows links without; then as a sitemap or robots.txt")
  @APIResponse(
      responseCode = "200",
      description = "Met by the job, be it excluded",
      content = @Content(schema = @Schema(implementation = WhySchemas.WhyOut.class)))
  @APIResponse(responseCode = "400", description = "url is missing, or no http or https URL")
  @APIResponse(responseCode = "404", description = "No such job, or a URL that it has never met")
  public JsonObject why(@PathParam("id") String id, @QueryParam("url") @Nullable String url) {
    CrawlUrl wanted =
        Optional.ofNullable(url)
            .flatMap(CrawlUrl::parse)
            .orElseThrow(
                () ->
                    ProblemException.badParameter("url", "must be an absolute http or https URL"));
    CrawlJob job = Ids.parse(id).flatMap(jobs::find).orElseThrow(() -> Ids.noJob(id));
    return whys.find(job.num(), wanted)
        .map(WhyJson::of)
        .orElseThrow(
            () -> ProblemException.notFound("Job " + id + " has never met the URL " + wanted));
  }
}
