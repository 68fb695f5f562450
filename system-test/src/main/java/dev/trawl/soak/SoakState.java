package dev.trawl.soak;

import dev.trawl.stack.Api;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a next part has to know of those before.
 *
 * @param port of the site: the URLs must stay the same
 * @param parts that were begun
 * @param job absent until it was submitted
 */
record SoakState(int pages, long seed, int port, int parts, Optional<String> job) {

  static Optional<SoakState> read(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      JsonObject json = Api.parse(Files.readString(file));
      return Optional.of(
          new SoakState(
              json.getInt("pages"),
              json.getJsonNumber("seed").longValue(),
              json.getInt("port"),
              json.getInt("parts"),
              Optional.ofNullable(json.getString("job", null))));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  void write(Path file) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("pages", pages)
            .add("seed", seed)
            .add("port", port)
            .add("parts", parts);
    job.ifPresent(id -> json.add("job", id));
    try {
      Files.writeString(file, json.build() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written", e);
    }
  }

  SoakState nextPart() {
    return new SoakState(pages, seed, port, parts + 1, job);
  }

  SoakState withJob(String id) {
    return new SoakState(pages, seed, port, parts, Optional.of(id));
  }
}
