package dev.trawl.job;

import dev.trawl.database.Texts;
import dev.trawl.job.InvalidRequestException.FieldError;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads the fields of one JSON object, and notes what is wrong instead of stopping at the first
 * mistake.
 */
final class Fields {
  /** What is wrong with a text that the database would refuse or change. */
  static final String NOT_STORABLE = "must not contain U+0000 or half of a surrogate pair";

  private final JsonObject json;
  private final String path;
  private final List<FieldError> errors;

  Fields(JsonObject json, String path, List<FieldError> errors, Set<String> known) {
    this.json = json;
    this.path = path;
    this.errors = errors;
    for (String field : json.keySet()) {
      if (!known.contains(field)) {
        wrong(
            field,
            "is not a field that is known here; known are "
                + String.join(", ", known.stream().sorted().toList()));
      }
    }
  }

  void wrong(String field, String message) {
    errors.add(new FieldError(path + field, message));
  }

  private Optional<JsonValue> value(String field) {
    return Optional.ofNullable(json.get(field))
        .filter(value -> value.getValueType() != JsonValue.ValueType.NULL);
  }

  Optional<String> text(String field, int longest) {
    Optional<JsonValue> value = value(field);
    if (value.isPresent()) {
      if (!(value.get() instanceof JsonString string)) {
        wrong(field, "must be a text");
      } else if (string.getString().length() > longest) {
        wrong(field, "must have at most " + longest + " characters");
      } else if (!Texts.isStorable(string.getString())) {
        wrong(field, NOT_STORABLE);
      } else {
        return Optional.of(string.getString());
      }
    }
    return Optional.empty();
  }

  Optional<Long> number(String field, long least, long most) {
    Optional<JsonValue> value = value(field);
    if (value.isPresent()) {
      try {
        long number = value.get() instanceof JsonNumber json ? json.longValueExact() : least - 1;
        if (number >= least && number <= most) {
          return Optional.of(number);
        }
      } catch (ArithmeticException e) {
        // A fraction or too large: said below, with the range.
      }
      wrong(field, "must be a whole number from " + least + " to " + most);
    }
    return Optional.empty();
  }

  Optional<Duration> duration(String field, Duration least, Duration most) {
    Optional<String> text = text(field, 40);
    if (text.isPresent()) {
      try {
        Duration duration = Duration.parse(text.get());
        if (duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
          return Optional.of(duration);
        }
      } catch (DateTimeParseException | ArithmeticException e) {
        // Said below.
      }
      wrong(field, "must be an ISO 8601 duration from " + least + " to " + most + ", as in PT1.5S");
    }
    return Optional.empty();
  }

  /** Whether it is true; false where nothing is said. */
  boolean flag(String field) {
    Optional<JsonValue> value = value(field);
    if (value.isPresent()
        && !value.get().equals(JsonValue.TRUE)
        && !value.get().equals(JsonValue.FALSE)) {
      wrong(field, "must be true or false");
    }
    return value.filter(JsonValue.TRUE::equals).isPresent();
  }

  String choice(String field, String otherwise, List<String> choices) {
    Optional<String> text = text(field, 40);
    if (text.isPresent() && !choices.contains(text.get())) {
      wrong(field, "must be one of " + String.join(", ", choices));
    }
    return text.orElse(otherwise);
  }

  /**
   * A list of texts.
   *
   * @param problem what is wrong with one of them, if something is
   * @return those that are right
   */
  List<String> texts(
      String field, int most, int longest, Function<String, Optional<String>> problem) {
    Optional<JsonValue> value = value(field);
    if (value.isEmpty()) {
      return List.of();
    }
    if (!(value.get() instanceof JsonArray array)) {
      wrong(field, "must be a list");
      return List.of();
    }
    if (array.size() > most) {
      wrong(field, "must have at most " + most + " entries");
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      Optional<String> wrong = problem(array.get(i), longest, problem);
      if (wrong.isPresent()) {
        wrong(field + "[" + i + "]", wrong.get());
      } else {
        texts.add(array.getString(i));
      }
    }
    return texts;
  }

  /**
   * An object whose values are all texts.
   *
   * @return those that are right, in their order
   */
  Map<String, String> map(String field, int most, int longest) {
    Map<String, String> texts = new LinkedHashMap<>();
    Optional<JsonValue> value = value(field);
    if (value.isEmpty()) {
      return texts;
    }
    if (!(value.get() instanceof JsonObject object) || object.size() > most) {
      wrong(field, "must be an object with at most " + most + " fields");
      return texts;
    }
    object.forEach(
        (name, entry) ->
            problem(entry, longest, text -> Optional.empty())
                .ifPresentOrElse(
                    what -> wrong(field + "." + name, what),
                    () -> texts.put(name, ((JsonString) entry).getString())));
    return texts;
  }

  /** A list of objects with these fields; none of them if one is no object. */
  List<Fields> objects(String field, int most, Set<String> known) {
    Optional<JsonValue> value = value(field);
    if (value.isEmpty()) {
      return List.of();
    }
    if (!(value.get() instanceof JsonArray array)
        || array.size() > most
        || !array.stream().allMatch(JsonObject.class::isInstance)) {
      wrong(field, "must be a list of at most " + most + " objects");
      return List.of();
    }
    List<Fields> objects = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      String place = path + field + "[" + i + "].";
      objects.add(new Fields(array.getJsonObject(i), place, errors, known));
    }
    return objects;
  }

  private static Optional<String> problem(
      JsonValue entry, int longest, Function<String, Optional<String>> problem) {
    return entry instanceof JsonString text && text.getString().length() <= longest
        ? problem.apply(text.getString())
        : Optional.of("must be a text of at most " + longest + " characters");
  }

  Fields object(String field, Set<String> known) {
    Optional<JsonValue> value = value(field);
    if (value.isPresent() && !(value.get() instanceof JsonObject)) {
      wrong(field, "must be an object");
    }
    JsonObject object =
        value
            .filter(JsonObject.class::isInstance)
            .map(JsonValue::asJsonObject)
            .orElse(JsonValue.EMPTY_JSON_OBJECT);
    return new Fields(object, path + field + ".", errors, known);
  }

  /** Whether nothing is said: no such field, null, or a list without entries. */
  boolean isEmpty(String field) {
    return value(field).filter(value -> !value.equals(JsonValue.EMPTY_JSON_ARRAY)).isEmpty();
  }

  boolean isList(String field) {
    return json.get(field) instanceof JsonArray;
  }
}
