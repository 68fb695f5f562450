package dev.trawl.rest;

import dev.trawl.config.TrawlConfig;
import dev.trawl.frontier.Frontier;
import dev.trawl.frontier.IdempotencyKey;
import dev.trawl.frontier.Trap;
import dev.trawl.frontier.Traps;
import dev.trawl.job.Counters;
import dev.trawl.job.CrawlJob;
import dev.trawl.job.JobPatch;
import dev.trawl.job.JobRequestReader;
import dev.trawl.job.JobSummaries;
import dev.trawl.job.JobSummary;
import dev.trawl.job.Jobs;
import dev.trawl.page.JobPatching;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Crawl jobs. */
@Path("jobs")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@Tag(name = "jobs")
public class JobsResource {
  private static final int LONGEST_KEY = 255;
  private static final String SEEDS =
      "The most seeds of a job that the answer has, 0 to 100000; it has seedCount then, which is how many there are. "
          + "Without it, all of them";
  private static final String MERGE_PATCH = "application/merge-patch+json";

  @EJB Frontier frontier;
  @EJB Jobs jobs;
  @EJB JobSummaries summaries;
  @EJB JobPatching patching;
  @EJB Traps traps;
  @Inject TrawlConfig config;

  /** Accepts a job. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Submit a crawl job; job and seeds are kept in one transaction")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = JobRequestSchemas.JobIn.class)))
  @APIResponse(
      responseCode = "202",
      description = "Accepted",
      content = @Content(schema = @Schema(implementation = JobSchemas.JobOut.class)))
  @APIResponse(responseCode = "400", description = "Not valid; every wrong field is named")
  @APIResponse(responseCode = "413", description = "Over 8 MiB")
  @APIResponse(
      responseCode = "422",
      description = "The idempotency key was used with another request")
  @APIResponse(
      responseCode = "503",
      description = "The database is away, or there is no space for more; see Retry-After")
  public Response submit(
      InputStream body, @HeaderParam("Idempotency-Key") @Nullable String key, @Context UriInfo uri)
      throws IOException {
    String text = dev.trawl.rest.RequestBody.read(body);
    if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
      throw ProblemException.badParameter(
          "Idempotency-Key", "must have 1 to " + LONGEST_KEY + " characters");
    }
    Optional<IdempotencyKey> known =
        Optional.ofNullable(key).map(given -> IdempotencyKey.of("http:" + given, text));
    CrawlJob job = frontier.submit(JobRequestReader.accept(text, config.credentialsKey()), known);
    return Response.accepted(view(job))
        .location(uri.getBaseUriBuilder().path("jobs").path(job.id().toString()).build())
        .build();
  }

  /** Jobs, newest first. */
  @GET
  @Operation(summary = "List jobs, newest first")
  @Parameter(name = "seeds", description = SEEDS)
  @APIResponse(
      responseCode = "200",
      description = "Jobs",
      content = @Content(schema = @Schema(implementation = JobSchemas.JobsOut.class)))
  @APIResponse(responseCode = "400", description = "A parameter is wrong; it is named")
  public JsonObject list(
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("seeds") @Nullable String seeds) {
    int most = Listing.limit(limit);
    int before = (int) Math.min(Integer.MAX_VALUE, Listing.cursor(cursor));
    List<JobSummary> found = summaries.list(before, most, seeds(seeds));
    Optional<Long> next =
        found.size() == most ? Optional.of((long) found.get(most - 1).num()) : Optional.empty();
    return Listing.of(views(found), next);
  }

  /** One job. */
  @GET
  @Path("{id}")
  @Operation(summary = "A job with its counters")
  @Parameter(name = "seeds", description = SEEDS)
  @APIResponse(
      responseCode = "200",
      description = "The job",
      content = @Content(schema = @Schema(implementation = JobSchemas.JobOut.class)))
  @APIResponse(responseCode = "400", description = "seeds is not from 0 to 100000")
  @APIResponse(responseCode = "404", description = "No such job")
  public JsonObject get(@PathParam("id") String id, @QueryParam("seeds") @Nullable String seeds) {
    OptionalInt most = seeds(seeds);
    return Ids.parse(id)
        .flatMap(known -> summaries.find(known, most))
        .map(this::view)
        .orElseThrow(() -> Ids.noJob(id));
  }

  /** Changes it. */
  @PATCH
  @Path("{id}")
  @Consumes({MediaType.APPLICATION_JSON, MERGE_PATCH})
  @Operation(
      summary = "Change a job that has not ended",
      description =
          "Adds seeds, raises limits, changes politeness and name, all of it or nothing. A merge patch (RFC 7396): "
              + "what is not named stays, null lifts a limit and brings another default back; "
              + "but seeds are added to those that are there. Sent again it changes nothing.")
  @RequestBody(
      required = true,
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = PatchSchemas.PatchIn.class)),
        @Content(
            mediaType = MERGE_PATCH,
            schema = @Schema(implementation = PatchSchemas.PatchIn.class))
      })
  @APIResponse(
      responseCode = "200",
      description = "The job as it is now",
      content = @Content(schema = @Schema(implementation = JobSchemas.JobOut.class)))
  @APIResponse(
      responseCode = "400",
      description =
          "A field that cannot be changed, a wrong value, or a limit below the one before; every such field is named")
  @APIResponse(responseCode = "404", description = "No such job")
  @APIResponse(responseCode = "409", description = "The job ends or has ended")
  @APIResponse(responseCode = "413", description = "Over 8 MiB")
  public JsonObject patch(@PathParam("id") String id, InputStream body) throws IOException {
    JobPatch patch = JobPatch.read(dev.trawl.rest.RequestBody.read(body));
    if (Ids.parse(id).filter(known -> patching.patch(known, patch)).isEmpty()) {
      throw Ids.noJob(id);
    }
    return get(id, null);
  }

  /** Takes nothing new until it is resumed. */
  @POST
  @Path("{id}/pause")
  @Operation(summary = "Pause a job")
  @APIResponse(responseCode = "202", description = "Paused")
  @APIResponse(responseCode = "409", description = "Its state does not allow that")
  public Response pause(@PathParam("id") String id) {
    return change(id, frontier::pause);
  }

  /** Goes on. */
  @POST
  @Path("{id}/resume")
  @Operation(summary = "Resume a paused job")
  @APIResponse(responseCode = "202", description = "Running")
  @APIResponse(responseCode = "409", description = "Its state does not allow that")
  public Response resume(@PathParam("id") String id) {
    return change(id, frontier::resume);
  }

  /** Ends it. */
  @POST
  @Path("{id}/stop")
  @Operation(summary = "Stop a job; what is in flight is still stored")
  @APIResponse(responseCode = "202", description = "Stopping")
  @APIResponse(responseCode = "409", description = "Its state does not allow that")
  public Response stop(@PathParam("id") String id) {
    return change(id, frontier::stop);
  }

  /** Hides it at once, and removes its rows in the background. */
  @DELETE
  @Path("{id}")
  @Operation(
      summary =
          "Delete a job; gone from every answer at once, its rows are removed in the background")
  @APIResponse(responseCode = "202", description = "Gone")
  @APIResponse(responseCode = "404", description = "No such job")
  public Response delete(@PathParam("id") String id) {
    if (Ids.parse(id).filter(jobs::delete).isEmpty()) {
      throw Ids.noJob(id);
    }
    return Response.accepted().build();
  }

  private Response change(String id, Function<UUID, Optional<CrawlJob>> verb) {
    CrawlJob job = Ids.parse(id).flatMap(verb).orElseThrow(() -> Ids.noJob(id));
    return Response.accepted(view(job)).build();
  }

  private static OptionalInt seeds(@Nullable String most) {
    return most == null
        ? OptionalInt.empty()
        : OptionalInt.of(Listing.number("seeds", most, 0, JobSummaries.MOST_SEEDS));
  }

  private JsonObject view(CrawlJob job) {
    return view(job.summary());
  }

  private JsonObject view(JobSummary job) {
    return views(List.of(job)).get(0);
  }

  private List<JsonObject> views(List<JobSummary> found) {
    List<Integer> nums = found.stream().map(JobSummary::num).toList();
    Map<Integer, Counters> counters = jobs.counters(nums);
    Map<Integer, List<Trap>> hit = traps.of(nums);
    return found.stream()
        .map(
            job ->
                JobView.of(
                    job,
                    Objects.requireNonNull(counters.get(job.num())),
                    hit.getOrDefault(job.num(), List.of())))
        .toList();
  }
}
