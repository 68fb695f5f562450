package dev.trawl.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.message.CrawlEvent;
import dev.trawl.message.Jsons;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** For how long a client hears what happens, and in how many writes. */
@Timeout(60)
class EventStreamTest {
  private final Listener listener = new Listener(OneJob.ID);

  /** What was written at once. */
  private final List<String> written = new ArrayList<>();

  private int forgotten;

  private EventStream stream(BooleanSupplier admission) {
    return new EventStream(listener, () -> forgotten++, admission, Duration.ofMillis(1));
  }

  private OutputStream client() {
    return new ByteArrayOutputStream() {
      @Override
      public void flush() {
        written.add(toString(StandardCharsets.UTF_8).replaceFirst("^: {8192}\\n\\n", ""));
        reset();
      }
    };
  }

  private void happens(long number, String kind, JsonObject data) {
    listener.hear(
        new ToldEvent(new CrawlEvent.Numbered(number, new CrawlEvent(kind, OneJob.ID, data))));
  }

  private static void begins(EventStream stream) {
    JsonObject state = Jsons.createObjectBuilder().add("state", "RUNNING").build();
    stream.first(7, new CrawlEvent("state", OneJob.ID, state));
  }

  private void become(String state) {
    happens(1, "state", Jsons.createObjectBuilder().add("state", state).build());
  }

  @Test
  void thatTheClientIsGoneIsNoFailureOfTheStream() {
    become("COMPLETED");
    stream(() -> true)
        .write(
            new OutputStream() {
              @Override
              public void write(int octet) throws IOException {
                throw new IOException("Broken pipe");
              }
            });
    assertThat(forgotten).isEqualTo(1);
  }

  @Test
  void whoHasSignedOutHearsNoMore() {
    stream(() -> false).write(client());
    assertThat(written).containsExactly("");
    assertThat(forgotten).isEqualTo(1);
  }

  @Test
  void whoIsStillLetInHearsHowTheJobEnds() {
    stream(
            () -> {
              if (written.size() >= 2) {
                become("COMPLETED");
              }
              return true;
            })
        .write(client());
    assertThat(written).contains(": still here\n\n");
    assertThat(written.get(written.size() - 1)).contains("COMPLETED");
    assertThat(forgotten).isEqualTo(1);
  }

  @Test
  void whatHappensTogetherIsOneWrite() {
    EventStream stream = stream(() -> true);
    begins(stream);
    JsonObject page = Jsons.createObjectBuilder().add("url", "http://a.example/\n").build();
    happens(
        8,
        "pages",
        Jsons.createObjectBuilder()
            .add("items", Jsons.createArrayBuilder().add(page).add(page))
            .build());
    become("COMPLETED");
    become("RUNNING");
    stream.write(client());
    assertThat(written)
        .containsExactly(
            """
            id: 7
            event: state
            data: {"state":"RUNNING"}

            """,
            """
            id: 8.0
            event: page
            data: {"url":"http://a.example/\\n"}

            id: 8.1
            event: page
            data: {"url":"http://a.example/\\n"}

            id: 1
            event: state
            data: {"state":"COMPLETED"}

            """);
  }

  @Test
  void ofCountersThatHappenTogetherTheLatestAreWritten() {
    for (long number = 1; number <= 3; number++) {
      happens(number, "counters", Jsons.createObjectBuilder().add("queued", number).build());
    }
    become("COMPLETED");
    happens(5, "counters", Jsons.createObjectBuilder().add("queued", 0).build());
    stream(() -> true).write(client());
    assertThat(written.get(1))
        .isEqualTo(
            """
            id: 3
            event: counters
            data: {"queued":3}

            id: 1
            event: state
            data: {"state":"COMPLETED"}

            """);
  }

  @Test
  void aNodeThatIsDrainedSaysNoMore() {
    EventStream stream = stream(() -> true);
    begins(stream);
    become("PAUSED");
    listener.end();
    stream.write(client());
    assertThat(written).singleElement().asString().contains("RUNNING");
  }
}
