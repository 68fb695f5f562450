package dev.trawl.rest;

import dev.trawl.access.Session;
import dev.trawl.access.Sessions;
import dev.trawl.message.Jsons;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Signing in and out, for browsers: they keep a cookie where others send the token. */
@Path("session")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@Tag(name = "session")
public class SessionResource {
  /**
   * A stranger may send the few bytes as slowly as the server lets them, and holds one of the
   * threads meanwhile that answer all other calls.
   */
  private final Turnstile reading =
      new Turnstile(8, Duration.ZERO, "Too many sign in at once; try again");

  @EJB Sessions sessions;

  /** Signs in; the one call that needs no token but the one that it brings. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Sign in by the administrator's token; needs no other authentication",
      description =
          "Sets the cookie trawl_session, which lets the browser in as the token would. "
              + "Calls that it lets in and that are neither GET nor HEAD need the header X-Requested-By: trawl besides. "
              + "A session ends 12 hours after its last use, and when the token changes.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = SessionSchemas.SignInIn.class)))
  @APIResponse(responseCode = "204", description = "Signed in; see Set-Cookie")
  @APIResponse(responseCode = "400", description = "Without a token")
  @APIResponse(responseCode = "401", description = "This is not the token")
  @APIResponse(responseCode = "413", description = "Over 4 KiB")
  @APIResponse(responseCode = "503", description = "Others sign in at this moment; see Retry-After")
  public Response begin(
      InputStream body,
      @Context SecurityContext security,
      @HeaderParam("X-Forwarded-Proto") @Nullable String forwarded)
      throws IOException {
    String token =
        reading.pass(() -> SignIn.token(dev.trawl.rest.RequestBody.read(body, SignIn.MAX_BYTES)));
    String id =
        sessions
            .begin(token)
            .orElseThrow(
                () -> ProblemException.unauthorized("This is not the administrator's token"));
    boolean secure = SessionCookie.isSecure(security.isSecure(), forwarded);
    return Response.noContent()
        .header(HttpHeaders.SET_COOKIE, SessionCookie.of(id, secure))
        .build();
  }

  /** The session of the cookie. */
  @GET
  @Operation(summary = "The session that the cookie is of")
  @APIResponse(
      responseCode = "200",
      description = "The session",
      content = @Content(schema = @Schema(implementation = SessionSchemas.SessionOut.class)))
  @APIResponse(responseCode = "401", description = "There is none, or it has ended")
  public JsonObject show(@Context HttpHeaders headers) {
    Session session =
        id(headers)
            .flatMap(sessions::use)
            .orElseThrow(() -> ProblemException.unauthorized("There is no session"));
    return Jsons.createObjectBuilder()
        .add("created", Times.text(session.created()))
        .add("expires", Times.text(session.expires()))
        .build();
  }

  /** Signs out. */
  @DELETE
  @Operation(summary = "Sign out: the session ends on all nodes, and the cookie goes")
  @APIResponse(responseCode = "204", description = "Signed out")
  @APIResponse(responseCode = "403", description = "The header X-Requested-By: trawl is missing")
  public Response end(@Context HttpHeaders headers) {
    id(headers).ifPresent(sessions::end);
    return Response.noContent().header(HttpHeaders.SET_COOKIE, SessionCookie.cleared()).build();
  }

  private static Optional<String> id(HttpHeaders headers) {
    return SessionCookie.in(headers.getHeaderString(HttpHeaders.COOKIE));
  }
}
