package dev.trawl.rest;

import dev.trawl.job.InvalidRequestException.FieldError;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import java.util.List;

/** An answer that is an error, with its problem details. */
final class ProblemException extends WebApplicationException {
  private static final long serialVersionUID = 1;
  private static final int RETRY_SECONDS = 5;

  private ProblemException(Status status, String detail, List<FieldError> errors) {
    super(detail, Problem.response(status, detail, errors).build());
  }

  private ProblemException(Response response, String detail) {
    super(detail, response);
  }

  static ProblemException notFound(String what) {
    return new ProblemException(Status.NOT_FOUND, what, List.of());
  }

  static ProblemException unauthorized(String what) {
    return new ProblemException(Problem.unauthorized(what).build(), what);
  }

  static ProblemException conflict(String what) {
    return new ProblemException(Status.CONFLICT, what, List.of());
  }

  static ProblemException tooLarge(String what) {
    return new ProblemException(Status.REQUEST_ENTITY_TOO_LARGE, what, List.of());
  }

  /** With the time after which it is worth trying again. */
  static ProblemException unavailable(String what) {
    return unavailable(what, Duration.ofSeconds(RETRY_SECONDS));
  }

  static ProblemException unavailable(String what, Duration retryAfter) {
    int seconds = (int) Math.max(1, retryAfter.toSeconds());
    return new ProblemException(Problem.unavailable(what, seconds).build(), what);
  }

  static ProblemException badParameter(String name, String message) {
    return new ProblemException(
        Status.BAD_REQUEST, name + " " + message, List.of(new FieldError(name, message)));
  }
}
