package dev.trawl.rest;

import dev.trawl.database.Part;
import dev.trawl.job.CrawlJob;
import dev.trawl.job.Jobs;
import dev.trawl.page.PageFilter;
import dev.trawl.page.PageView;
import dev.trawl.page.Pages;
import dev.trawl.page.StatusRange;
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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * The pages of a job. A class of its own with its whole path: of two classes that match, JAX-RS
 * takes the one whose own path is longer, and looks for the call in that one alone.
 */
@Path("jobs/{id}/pages")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@Tag(name = "pages")
public class PagesResource {
  @EJB Jobs jobs;
  @EJB Pages pages;

  /** Pages of a job, newest first. */
  @GET
  @Operation(
      summary = "Pages of a job, newest first; failures included",
      description =
          "Each call looks at some thousand pages at the most, whatever is asked for. Where only some pages are wanted it "
              + "may give fewer than limit, even none, while there are more: as long as next is not null, a call with "
              + "it goes on. Where all are wanted each call but the last gives as many as limit says, or fewer if these "
              + "have very many outlinks.")
  @Parameter(
      name = "status",
      description = "A status such as 404, a class such as 4xx, or none: there was no answer")
  @Parameter(name = "host", description = "Of the URL, with or without its port")
  @Parameter(name = "type", description = "The beginning of the content type")
  @Parameter(name = "q", description = "A part of the URL or the title, whatever its case")
  @APIResponse(
      responseCode = "200",
      description = "Pages",
      content = @Content(schema = @Schema(implementation = PageSchemas.PagesOut.class)))
  @APIResponse(responseCode = "404", description = "No such job")
  public JsonObject list(
      @PathParam("id") String id,
      @QueryParam("status") @Nullable String status,
      @QueryParam("host") @Nullable String host,
      @QueryParam("type") @Nullable String type,
      @QueryParam("q") @Nullable String text,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    int most = Listing.limit(limit);
    long before = Listing.cursor(cursor);
    PageFilter filter =
        new PageFilter(
            status(status),
            Optional.ofNullable(host),
            Optional.ofNullable(type),
            Optional.ofNullable(text));
    CrawlJob job = Ids.parse(id).flatMap(jobs::find).orElseThrow(() -> Ids.noJob(id));
    Part<PageView> found = pages.list(job.num(), filter, before, most);
    return Listing.of(found.items().stream().map(PageJson::of).toList(), found.next());
  }

  private static Optional<StatusRange> status(@Nullable String value) {
    Optional<StatusRange> status = Optional.ofNullable(value).flatMap(StatusRange::parse);
    if (value != null && status.isEmpty()) {
      throw ProblemException.badParameter(
          "status", "must be a status such as 404, a class of them such as 4xx, or none");
    }
    return status;
  }
}
