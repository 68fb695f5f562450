package dev.trawl.faults;

import dev.trawl.site.GroundTruth;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;

/** Lines of an export, read as what they say about a page. */
public final class ExportLine {

  private ExportLine() {}

  /** The line as the truth would have it: of what did not succeed, only the status is compared. */
  public static GroundTruth.Page page(JsonObject line) {
    int status = status(line);
    boolean kept = status == 200;
    return new GroundTruth.Page(
        line.getString("url"),
        status,
        kept ? text(line, "sha256") : Optional.empty(),
        line.getInt("depth"),
        kept ? text(line, "contentType").map(type -> type.split(";", 2)[0]) : Optional.empty());
  }

  /** A field of the line, or nothing where there is none. */
  public static Optional<String> text(JsonObject line, String field) {
    JsonValue value = line.getOrDefault(field, JsonValue.NULL);
    return value == JsonValue.NULL ? Optional.empty() : Optional.of(line.getString(field));
  }

  /** The status of the line; 0 where there was no answer. */
  public static int status(JsonObject line) {
    return line.isNull("status") ? 0 : line.getInt("status");
  }
}
