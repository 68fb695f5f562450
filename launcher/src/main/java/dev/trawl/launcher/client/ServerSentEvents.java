package dev.trawl.launcher.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a stream of events (HTML standard, 9.2.6 Interpreting an event stream). */
final class ServerSentEvents implements AutoCloseable {

  /**
   * One event.
   *
   * @param type {@code message} where the stream names none
   * @param id of the last event that had one
   */
  record Event(String type, String data, Optional<String> id) {}

  private final BufferedReader reader;
  private Optional<String> lastId = Optional.empty();

  ServerSentEvents(InputStream stream) {
    reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
  }

  /** The next event; empty at the end, where an unfinished one is dropped as the standard asks. */
  Optional<Event> next() throws IOException {
    String type = "message";
    List<String> data = new ArrayList<>();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      if (line.isEmpty() && !data.isEmpty()) {
        return Optional.of(new Event(type, String.join("\n", data), lastId));
      }
      switch (field(line)) {
        case "event" -> type = value(line);
        case "data" -> data.add(value(line));
        case "id" -> lastId = Optional.of(value(line));
        default -> type = line.isEmpty() ? "message" : type;
      }
    }
    return Optional.empty();
  }

  private static String field(String line) {
    int colon = line.indexOf(':');
    return colon < 0 ? line : line.substring(0, colon);
  }

  private static String value(String line) {
    int colon = line.indexOf(':');
    String value = colon < 0 ? "" : line.substring(colon + 1);
    return value.startsWith(" ") ? value.substring(1) : value;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
