package dev.trawl.rest;

import dev.trawl.job.InvalidRequestException.FieldError;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;

/** An answer that is an error, with its problem details. */
final class ProblemException extends WebApplicationException {
  private static final long serialVersionUID = 1;

  private ProblemException(Status status, String detail, List<FieldError> errors) {
    super(detail, Problem.response(status, detail, errors).build());
  }

  static ProblemException notFound(String what) {
    return new ProblemException(Status.NOT_FOUND, what, List.of());
  }

  static ProblemException conflict(String what) {
    return new ProblemException(Status.CONFLICT, what, List.of());
  }

  static ProblemException tooLarge(String what) {
    return new ProblemException(Status.REQUEST_ENTITY_TOO_LARGE, what, List.of());
  }

  static ProblemException badParameter(String name, String message) {
    return new ProblemException(
        Status.BAD_REQUEST, name + " " + message, List.of(new FieldError(name, message)));
  }
}
