package dev.trawl.rest;

import dev.trawl.access.AdminToken;
import dev.trawl.access.Sessions;
import jakarta.annotation.Priority;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Lets nobody in without the token, or a session that was got for it; before a resource is even
 * looked for, so that paths cannot be guessed either. The one call that needs neither is to sign
 * in.
 *
 * <p>A browser sends its cookie with whatever makes it call us. So what may change something must
 * come with a field that only a script of our own origin can set: that of another one would have to
 * ask before (Fetch Standard, CORS-preflight request), and gets no answer that allows it.
 */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION)
@ApplicationScoped
public class TokenFilter implements ContainerRequestFilter {
  private static final Set<String> HARMLESS = Set.of(HttpMethod.GET, HttpMethod.HEAD);
  private static final String REQUESTED_BY = "X-Requested-By";
  private static final String US = "trawl";

  /**
   * A cookie that is made up costs a query too: of some thousand in a second, few at a time may
   * take a connection from the crawl. Whoever waits for one waits for some milliseconds.
   */
  private final Turnstile lookups =
      new Turnstile(4, Duration.ofSeconds(1), "Too many sessions are asked for at once; try again");

  @EJB AdminToken token;
  @EJB Sessions sessions;

  @Override
  public void filter(ContainerRequestContext request) throws IOException {
    Optional<String> bearer = BearerToken.in(request.getHeaderString(HttpHeaders.AUTHORIZATION));
    if (bearer.isPresent()) {
      if (!token.matches(bearer.get())) {
        refuse(request, "This is not the administrator's token");
      }
    } else if (!isSignIn(request)) {
      checkSession(request);
    }
  }

  private void checkSession(ContainerRequestContext request) throws IOException {
    Optional<String> id = SessionCookie.in(request.getHeaderString(HttpHeaders.COOKIE));
    if (id.isEmpty()) {
      refuse(request, "The administrator's token is needed: Authorization: Bearer TOKEN");
    } else if (lookups.pass(() -> id.flatMap(sessions::use)).isEmpty()) {
      refuse(request, "The session has ended; sign in again");
    } else if (!HARMLESS.contains(request.getMethod())
        && !US.equals(request.getHeaderString(REQUESTED_BY))) {
      request.abortWith(
          Problem.response(
                  Status.FORBIDDEN,
                  "With the cookie of a session this call needs the header "
                      + REQUESTED_BY
                      + ": "
                      + US)
              .build());
    }
  }

  private static boolean isSignIn(ContainerRequestContext request) {
    return request.getMethod().equals(HttpMethod.POST)
        && request.getUriInfo().getPath(false).equals("session");
  }

  private static void refuse(ContainerRequestContext request, String why) {
    request.abortWith(Problem.unauthorized(why).build());
  }
}
