package dev.trawl.job;

import jakarta.ejb.ApplicationException;
import java.util.List;
import java.util.stream.Collectors;

/** A job request that was refused, with everything that is wrong about it. Nothing was stored. */
@ApplicationException(rollback = true) // not wrapped by the container
public final class InvalidRequestException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<FieldError> errors;

  /** At least one error. */
  public InvalidRequestException(List<FieldError> errors) {
    super(
        errors.stream()
            .map(error -> error.field() + ": " + error.message())
            .collect(Collectors.joining("; ")));
    this.errors = List.copyOf(errors);
  }

  /** What is wrong, in the order of the document. */
  public List<FieldError> errors() {
    return errors;
  }

  /**
   * One thing that is wrong.
   *
   * @param field its path, as in {@code scope.maxDepth} or {@code seeds[3]}
   * @param message for people
   */
  public record FieldError(String field, String message) {}
}
