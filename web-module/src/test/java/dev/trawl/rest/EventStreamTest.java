package dev.trawl.rest;

import static dev.trawl.rest.Answering.answering;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.message.CrawlEvent;
import dev.trawl.message.Jsons;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** For how long a client hears what happens. */
@Timeout(60)
class EventStreamTest {
  private final Listener listener = new Listener(OneJob.ID);

  /** What was sent, as its name, or its comment. */
  private final List<String> sent = new ArrayList<>();

  private int forgotten;
  private boolean closed;

  private void run(BooleanSupplier admission) {
    new EventStream(
            answering(SseEventSink.class, this::sink),
            answering(Sse.class, (method, arguments) -> builder()),
            listener,
            () -> forgotten++,
            admission,
            Duration.ofMillis(1))
        .run();
  }

  private @Nullable Object sink(String method, Object[] arguments) {
    return switch (method) {
      case "isClosed" -> closed;
      case "close" -> {
        closed = true;
        yield null;
      }
      default -> CompletableFuture.completedFuture(null);
    };
  }

  private OutboundSseEvent.Builder builder() {
    OutboundSseEvent.Builder[] self = new OutboundSseEvent.Builder[1];
    self[0] =
        answering(
            OutboundSseEvent.Builder.class,
            (method, arguments) -> {
              if (method.equals("name") || method.equals("comment")) {
                sent.add((String) arguments[0]);
              }
              return method.equals("build") ? null : self[0];
            });
    return self[0];
  }

  private void become(String state) {
    listener.hear(
        new CrawlEvent.Numbered(
            1,
            new CrawlEvent(
                "state", OneJob.ID, Jsons.createObjectBuilder().add("state", state).build())));
  }

  @Test
  void thatTheClientIsGoneIsNoFailureOfTheStream() {
    become("COMPLETED");
    new EventStream(
            answering(SseEventSink.class, EventStreamTest::gone),
            answering(Sse.class, (method, arguments) -> builder()),
            listener,
            () -> forgotten++,
            () -> true,
            Duration.ofMillis(1))
        .run();
    assertThat(forgotten).isEqualTo(1);
  }

  /** As the sink does: what could not be written is thrown once more when it is closed. */
  private static Object gone(String method, Object[] arguments) {
    IOException cause = new IOException("Broken pipe");
    return switch (method) {
      case "isClosed" -> false;
      case "close" -> throw new UncheckedIOException(cause);
      default -> CompletableFuture.failedFuture(cause);
    };
  }

  private void assertEnded() {
    assertThat(closed).isTrue();
    assertThat(forgotten).isEqualTo(1);
  }

  @Test
  void whoHasSignedOutHearsNoMore() {
    run(() -> false);
    assertThat(sent).isEmpty();
    assertEnded();
  }

  @Test
  void whoIsStillLetInHearsHowTheJobEnds() {
    run(
        () -> {
          if (sent.size() >= 2) {
            become("COMPLETED");
          }
          return true;
        });
    assertThat(sent).contains("still here").endsWith("state");
    assertEnded();
  }
}
