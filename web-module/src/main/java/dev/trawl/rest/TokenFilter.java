package dev.trawl.rest;

import dev.trawl.access.AdminToken;
import jakarta.annotation.Priority;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;

/**
 * Lets nobody in without the token; before a resource is even looked for, so that paths cannot be
 * guessed either.
 */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION)
@ApplicationScoped
public class TokenFilter implements ContainerRequestFilter {
  private static final String SCHEME = "Bearer ";

  @EJB AdminToken token;

  @Override
  public void filter(ContainerRequestContext request) {
    String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
    boolean bearer = header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    if (!bearer || !token.matches(header.substring(SCHEME.length()).strip())) {
      request.abortWith(
          Problem.response(
                  Status.UNAUTHORIZED,
                  "The administrator's token is needed: Authorization: Bearer TOKEN")
              .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"trawl\"")
              .build());
    }
  }
}
