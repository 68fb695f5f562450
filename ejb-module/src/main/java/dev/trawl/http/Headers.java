package dev.trawl.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Header fields in their order; names are compared without regard to case.
 *
 * <p>Values of an answer hold one char (0 to 255) for each byte that was received, so that a caller
 * who knows better than ISO-8859-1 can get the bytes back.
 */
public record Headers(List<Field> fields) {
  public static final Headers NONE = new Headers(List.of());

  /** One field; what may stand in it is checked when it is sent. */
  public record Field(String name, String value) {}

  public Headers {
    fields = List.copyOf(fields);
  }

  /** Fields from name and value in turn; throws IllegalArgumentException for an odd number. */
  public static Headers of(String... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException("a name without a value");
    }
    Field[] fields = new Field[namesAndValues.length / 2];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = new Field(namesAndValues[2 * i], namesAndValues[2 * i + 1]);
    }
    return new Headers(List.of(fields));
  }

  /** The value of the first field of that name. */
  public Optional<String> first(String name) {
    for (Field field : fields) {
      if (field.name.equalsIgnoreCase(name)) {
        return Optional.of(field.value);
      }
    }
    return Optional.empty();
  }

  /** The values of every field of that name, in order. */
  public List<String> all(String name) {
    return fields.stream().filter(f -> f.name.equalsIgnoreCase(name)).map(Field::value).toList();
  }

  /**
   * The members of a comma-separated list field over all its lines, in lower case, empty ones left
   * out.
   */
  List<String> tokens(String name) {
    return all(name).stream()
        .flatMap(value -> List.of(value.split(",", -1)).stream())
        .map(token -> token.strip().toLowerCase(Locale.ROOT))
        .filter(token -> !token.isEmpty())
        .toList();
  }
}
