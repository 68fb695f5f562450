package dev.trawl.rest;

import dev.trawl.job.InvalidRequestException.FieldError;
import dev.trawl.message.Jsons;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.Response.StatusType;
import java.util.List;

/** Problem details (RFC 9457). */
final class Problem {
  static final String TYPE = "application/problem+json";

  private Problem() {}

  static ResponseBuilder response(StatusType status, String detail) {
    return build(status, json(status, detail));
  }

  /** Something is missing for the moment; says when to try again. */
  static ResponseBuilder unavailable(String detail, int retryAfterSeconds) {
    return response(Response.Status.SERVICE_UNAVAILABLE, detail)
        .header(HttpHeaders.RETRY_AFTER, retryAfterSeconds);
  }

  /** Nobody who is known; says how to become that. */
  static ResponseBuilder unauthorized(String detail) {
    return response(Response.Status.UNAUTHORIZED, detail)
        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"trawl\"");
  }

  static ResponseBuilder response(StatusType status, String detail, List<FieldError> errors) {
    JsonArrayBuilder list = Jsons.createArrayBuilder();
    errors.forEach(
        error ->
            list.add(
                Jsons.createObjectBuilder()
                    .add("field", error.field())
                    .add("message", error.message())));
    return build(status, json(status, detail).add("errors", list));
  }

  static JsonObjectBuilder json(StatusType status, String detail) {
    return Jsons.createObjectBuilder()
        .add("type", "about:blank")
        .add("title", status.getReasonPhrase())
        .add("status", status.getStatusCode())
        .add("detail", detail);
  }

  private static ResponseBuilder build(StatusType status, JsonObjectBuilder json) {
    return Response.status(status).type(TYPE).entity(json.build().toString());
  }
}
