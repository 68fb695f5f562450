package dev.trawl.rest;

import dev.trawl.database.Part;
import dev.trawl.frontier.Frontier;
import dev.trawl.host.HostDirectory;
import dev.trawl.host.HostStatus;
import dev.trawl.url.CrawlUrl;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
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
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Hosts: how they are treated, and how they are doing. */
@Path("hosts")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@Tag(name = "operations")
public class HostsResource {
  @EJB HostDirectory hosts;
  @EJB Frontier frontier;

  /** Hosts, the newest first. */
  @GET
  @Operation(
      summary = "Hosts with their politeness state, the newest first",
      description =
          "Each call looks at some ten thousand hosts at the most where only some are wanted, so that it may give fewer "
              + "than limit then, even none, while there are more: as long as next is not null, a call with it goes on.")
  @Parameter(name = "troubled", description = "true for those that fail or are left alone")
  @Parameter(
      name = "q",
      description = "A part of scheme, name and port as they are listed, whatever its case")
  @APIResponse(
      responseCode = "200",
      description = "The hosts",
      content = @Content(schema = @Schema(implementation = HostSchemas.HostsOut.class)))
  public JsonObject list(
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("troubled") @Nullable String troubled,
      @QueryParam("q") @Nullable String text) {
    int most = Listing.limit(limit);
    if (troubled != null && !List.of("true", "false").contains(troubled)) {
      throw ProblemException.badParameter("troubled", "must be true or false");
    }
    Optional<String> part =
        Optional.ofNullable(text).map(String::strip).filter(Predicate.not(String::isEmpty));
    Part<HostStatus> found =
        hosts.list(Listing.cursor(cursor), "true".equals(troubled), part, most);
    return Listing.of(found.items().stream().map(HostJson::of).toList(), found.next());
  }

  /** One host. */
  @GET
  @Path("{host}")
  @Operation(
      summary =
          "A host by name, or name:port: politeness, back-off with its reason, robots.txt in force, the jobs that wait for it")
  @APIResponse(
      responseCode = "200",
      description = "The host",
      content = @Content(schema = @Schema(implementation = HostSchemas.HostOut.class)))
  @APIResponse(responseCode = "404", description = "No job had to do with that host yet")
  public JsonObject show(
      @PathParam("host") String host, @QueryParam("scheme") @Nullable String scheme) {
    HostStatus found = find(host, scheme);
    return HostJson.of(found, hosts.queues(found.id()), hosts.robots(found.id()));
  }

  /** Begins anew with a host. */
  @POST
  @Path("{host}/retry")
  @Operation(
      summary =
          "Forget back-off and robots.txt of a host; what failed because of it is queued again in jobs that have not ended")
  @APIResponse(responseCode = "202", description = "How many URLs were queued again")
  @APIResponse(responseCode = "404", description = "No job had to do with that host yet")
  public Response retry(
      @PathParam("host") String host, @QueryParam("scheme") @Nullable String scheme) {
    HostStatus found = find(host, scheme);
    int requeued = frontier.retry(found.id());
    return Response.accepted(HostJson.retried(found.origin(), requeued)).build();
  }

  /** By https, if no scheme is asked for and both are known. */
  private HostStatus find(String host, @Nullable String scheme) {
    if (scheme != null && !List.of("http", "https").contains(scheme)) {
      throw ProblemException.badParameter("scheme", "must be http or https");
    }
    Stream<String> schemes = scheme == null ? Stream.of("https", "http") : Stream.of(scheme);
    return schemes
        .flatMap(known -> CrawlUrl.parse(known + "://" + host + "/").stream())
        .filter(url -> url.path().equals("/"))
        .flatMap(url -> hosts.find(url.origin()).stream())
        .findFirst()
        .orElseThrow(() -> ProblemException.notFound("There is no host " + host));
  }
}
