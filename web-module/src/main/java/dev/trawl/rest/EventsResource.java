package dev.trawl.rest;

import dev.trawl.config.Role;
import dev.trawl.config.TrawlConfig;
import dev.trawl.job.CrawlJob;
import dev.trawl.job.Jobs;
import dev.trawl.message.CrawlEvent;
import dev.trawl.message.EventNumbers;
import dev.trawl.message.Jsons;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A job's events as they happen. */
@Path("jobs/{id}/events")
@ApplicationScoped
@Tag(name = "jobs")
public class EventsResource {
  @EJB Jobs jobs;
  @EJB EventNumbers numbers;
  @Inject EventHub hub;
  @Inject Admission admission;
  @Inject TrawlConfig config;
  @Resource ManagedThreadFactory threads;

  /**
   * Starts with where the job is, and ends when the job does, or soon after the session or the
   * token has ceased to be good.
   */
  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @ClientMayLeave
  @Operation(
      summary =
          "Server-sent events: state, counters (at most 4 a second), page (a sample, at most 4 a second); ends with the job")
  @APIResponse(responseCode = "404", description = "No such job")
  @APIResponse(
      responseCode = "503",
      description = "This node has not the role api, and hears no events; another one does")
  public CompletionStage<Response> events(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) @Nullable String lastEventId,
      @Context HttpHeaders headers) {
    if (!config.has(Role.API)) {
      // A stream without events would look like a job in which nothing happens.
      throw ProblemException.unavailable(
          "This node hears no events; ask one with the role api (TRAWL_ROLES)");
    }
    CrawlJob job = Ids.parse(id).flatMap(jobs::find).orElseThrow(() -> Ids.noJob(id));
    // First listen, then read where the job is: nothing that happens between the two is missed.
    Listener listener = hub.listen(job.id(), last(lastEventId));
    try {
      CrawlJob now = jobs.find(job.id()).orElse(job);
      if (now.state().isFinal()) {
        listener.end();
      }
      return start(
          new EventStream(
              listener, () -> hub.forget(listener), admission.of(headers), EventStream.HEARTBEAT),
          now);
    } catch (RuntimeException e) {
      // Nobody else would, and it would hear what happens for as long as the node runs.
      hub.forget(listener);
      throw e;
    }
  }

  /** The thread that answers writes the answer too, so that it is one of the stream's own. */
  private CompletionStage<Response> start(EventStream stream, CrawlJob now) {
    List<Long> here = numbers.next(2);
    JsonObject counters = Jobs.json(jobs.counters(now.num()));
    stream.first(here.get(0), new CrawlEvent("state", now.id(), state(now)));
    stream.first(here.get(1), new CrawlEvent("counters", now.id(), counters));
    Response events =
        Response.ok(stream, MediaType.SERVER_SENT_EVENTS_TYPE)
            // Asks nginx and its like to hand on each event as it comes.
            .header("X-Accel-Buffering", "no")
            .build();
    CompletableFuture<Response> answer = new CompletableFuture<>();
    threads.newThread(() -> answer.complete(events)).start();
    return answer;
  }

  private static long last(@Nullable String lastEventId) {
    try {
      return lastEventId == null ? Long.MAX_VALUE : Long.parseLong(lastEventId.split("\\.", 2)[0]);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }

  private static JsonObject state(CrawlJob job) {
    JsonObjectBuilder data = Jsons.createObjectBuilder().add("state", job.state().name());
    Jsons.text(data, "reason", job.reason());
    return data.build();
  }
}
