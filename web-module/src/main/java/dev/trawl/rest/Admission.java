package dev.trawl.rest;

import dev.trawl.access.AdminToken;
import dev.trawl.access.Sessions;
import dev.trawl.database.Infrastructure;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Whether what a call was let in by is still good: for answers that go on for hours. That it was
 * when the call came is {@link TokenFilter}'s.
 */
@ApplicationScoped
public class Admission {
  @EJB AdminToken token;
  @EJB Sessions sessions;

  /** Looks anew whenever it is asked, which is a use of the session too. */
  BooleanSupplier of(HttpHeaders headers) {
    Optional<String> bearer = BearerToken.in(headers.getHeaderString(HttpHeaders.AUTHORIZATION));
    Optional<String> session = SessionCookie.in(headers.getHeaderString(HttpHeaders.COOKIE));
    return () -> bearer.map(token::matches).orElseGet(() -> isOpen(session));
  }

  /** Not while nobody can tell: whoever is sent away comes back, and may be let in then. */
  private boolean isOpen(Optional<String> session) {
    try {
      return session.flatMap(sessions::use).isPresent();
    } catch (RuntimeException e) {
      if (Infrastructure.isAway(e)) {
        return false;
      }
      throw e;
    }
  }
}
