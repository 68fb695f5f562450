package dev.trawl.rest;

import dev.trawl.job.CrawlJob;
import dev.trawl.job.Jobs;
import dev.trawl.page.PageFilter;
import dev.trawl.page.Pages;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
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
  @Operation(summary = "Pages of a job, newest first; failures included")
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
    List<Pages.Numbered> found = pages.list(job.num(), filter, before, most);
    Optional<Long> next =
        found.size() == most ? Optional.of(found.get(most - 1).sequence()) : Optional.empty();
    return Listing.of(found.stream().map(Pages.Numbered::page).map(PageJson::of).toList(), next);
  }

  private static Optional<Integer> status(@Nullable String value) {
    try {
      return Optional.ofNullable(value).map(Integer::valueOf);
    } catch (NumberFormatException e) {
      throw ProblemException.badParameter("status", "must be a whole number");
    }
  }
}
