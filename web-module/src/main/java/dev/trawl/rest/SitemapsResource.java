package dev.trawl.rest;

import dev.trawl.job.CrawlJob;
import dev.trawl.job.Jobs;
import dev.trawl.page.SitemapDirectory;
import dev.trawl.page.SitemapView;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The sitemaps of a job. A class of its own for the reason that {@link PagesResource} has. */
@Path("jobs/{id}/sitemaps")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@Tag(name = "pages")
public class SitemapsResource {
  @EJB Jobs jobs;
  @EJB SitemapDirectory sitemaps;

  /** What became of each. */
  @GET
  @Operation(
      summary =
          "Sitemaps of a job, those that wait and those that were kept out included, in no order that says anything")
  @APIResponse(
      responseCode = "200",
      description = "The sitemaps",
      content = @Content(schema = @Schema(implementation = SitemapSchemas.SitemapsOut.class)))
  @APIResponse(responseCode = "404", description = "No such job")
  public JsonObject list(
      @PathParam("id") String id,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    int most = Listing.limit(limit);
    Optional<UUID> after = Listing.cursorId(cursor);
    CrawlJob job = Ids.parse(id).flatMap(jobs::find).orElseThrow(() -> Ids.noJob(id));
    List<SitemapView> found = sitemaps.list(job.num(), after, most);
    Optional<String> next =
        found.size() == most ? Optional.of(found.get(most - 1).id().toString()) : Optional.empty();
    return Listing.behind(found.stream().map(SitemapJson::of).toList(), next);
  }
}
