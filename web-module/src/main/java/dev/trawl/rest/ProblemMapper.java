package dev.trawl.rest;

import dev.trawl.database.Infrastructure;
import dev.trawl.flow.NoSpaceException;
import dev.trawl.frontier.IdempotencyConflictException;
import dev.trawl.job.InvalidRequestException;
import dev.trawl.job.InvalidTransitionException;
import jakarta.ejb.EJBException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * Every error as problem details; what was not foreseen is logged, and not shown to the outside.
 */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {
  private static final Logger LOG = System.getLogger(ProblemMapper.class.getName());
  private static final int AWAY_SECONDS = 5;
  private static final int NO_SPACE_SECONDS = 30;
  private static final Response.StatusType UNPROCESSABLE =
      new Response.StatusType() {
        @Override
        public int getStatusCode() {
          return 422;
        }

        @Override
        public Status.Family getFamily() {
          return Status.Family.CLIENT_ERROR;
        }

        @Override
        public String getReasonPhrase() {
          return "Unprocessable Content";
        }
      };

  @Override
  public Response toResponse(Throwable thrown) {
    Throwable error = unwrap(thrown);
    if (error instanceof InvalidRequestException invalid) {
      return Problem.response(Status.BAD_REQUEST, message(invalid), invalid.errors()).build();
    } else if (error instanceof InvalidTransitionException) {
      return Problem.response(Status.CONFLICT, message(error)).build();
    } else if (error instanceof IdempotencyConflictException) {
      return Problem.response(UNPROCESSABLE, message(error)).build();
    } else if (error instanceof NoSpaceException) {
      return Problem.unavailable(
              "Nothing new is taken at the moment, " + message(error), NO_SPACE_SECONDS)
          .build();
    } else if (error instanceof WebApplicationException web) {
      return web(web);
    } else if (Infrastructure.isAway(thrown)) {
      LOG.log(Level.WARNING, "a call could not be answered: " + error);
      return Problem.unavailable("The database or the broker is away; try again", AWAY_SECONDS)
          .build();
    }
    LOG.log(Level.ERROR, "a call failed", thrown);
    return Problem.response(
            Status.INTERNAL_SERVER_ERROR, "This is an error of Trawl's; its log says more")
        .build();
  }

  private static Throwable unwrap(Throwable thrown) {
    return thrown instanceof EJBException && thrown.getCause() != null ? thrown.getCause() : thrown;
  }

  private static String message(Throwable error) {
    return Optional.ofNullable(error.getMessage()).orElse(error.getClass().getSimpleName());
  }

  private static Response web(WebApplicationException error) {
    Response response = error.getResponse();
    if (response.hasEntity()) {
      return response;
    }
    Response.ResponseBuilder problem = Problem.response(response.getStatusInfo(), message(error));
    Optional.ofNullable(response.getHeaderString(HttpHeaders.ALLOW))
        .ifPresent(allow -> problem.header(HttpHeaders.ALLOW, allow));
    return problem.build();
  }
}
