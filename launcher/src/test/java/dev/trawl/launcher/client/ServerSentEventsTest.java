package dev.trawl.launcher.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.launcher.client.ServerSentEvents.Event;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerSentEventsTest {

  @Test
  void readsTypeDataAndId() throws IOException {
    assertThat(read("id: 7\nevent: counters\ndata: {\"fetched\":1}\n\n"))
        .containsExactly(new Event("counters", "{\"fetched\":1}", Optional.of("7")));
  }

  @Test
  void joinsSeveralDataLinesAndKeepsTheLastId() throws IOException {
    assertThat(read("id:1\ndata:a\ndata: b\n\ndata:  c\n\n"))
        .containsExactly(
            new Event("message", "a\nb", Optional.of("1")),
            new Event("message", " c", Optional.of("1")));
  }

  @Test
  void passesOverCommentsAndEventsWithoutData() throws IOException {
    assertThat(read(": keep alive\n\nevent: state\n\ndata: x\r\n\r\n"))
        .containsExactly(new Event("message", "x", Optional.empty()));
  }

  @Test
  void dropsAnEventThatWasCutOff() throws IOException {
    assertThat(read("data: whole\n\ndata: half\n"))
        .extracting(Event::data)
        .containsExactly("whole");
  }

  private static List<Event> read(String stream) throws IOException {
    List<Event> all = new ArrayList<>();
    try (ServerSentEvents events =
        new ServerSentEvents(new ByteArrayInputStream(stream.getBytes(StandardCharsets.UTF_8)))) {
      for (Optional<Event> e = events.next(); e.isPresent(); e = events.next()) {
        all.add(e.get());
      }
    }
    return all;
  }
}
