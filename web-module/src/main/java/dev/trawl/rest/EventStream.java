package dev.trawl.rest;

import dev.trawl.job.JobState;
import dev.trawl.message.CrawlEvent;
import jakarta.json.JsonObject;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;

/**
 * One client's stream: a thread of its own writes to it, so that a slow client holds up nobody
 * else.
 */
final class EventStream implements Runnable {
  /** So that proxies keep the connection, and a client that is gone is noticed. */
  static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private final SseEventSink sink;
  private final Sse sse;
  private final Listener listener;
  private final Runnable forget;
  private final BooleanSupplier admission;
  private final Duration heartbeat;
  private long admitted = System.nanoTime();

  /**
   * A stream that has not begun.
   *
   * @param forget lets nobody listen any more
   * @param admission whether the client may still hear what happens; asked once a heartbeat
   * @param heartbeat after so long without an event there is a sign of life
   */
  EventStream(
      SseEventSink sink,
      Sse sse,
      Listener listener,
      Runnable forget,
      BooleanSupplier admission,
      Duration heartbeat) {
    this.sink = sink;
    this.sse = sse;
    this.listener = listener;
    this.forget = forget;
    this.admission = admission;
    this.heartbeat = heartbeat;
  }

  /** Where the job is as the stream begins. */
  void first(long number, String name, JsonObject data) {
    send(Long.toString(number), name, data);
  }

  /** Ends at once: nothing more will happen. */
  void end() {
    forget.run();
    try {
      sink.close();
    } catch (UncheckedIOException e) {
      // The client is gone, and what was left to be sent to it too.
    }
  }

  @Override
  public void run() {
    try {
      boolean last = false;
      while (!last && !sink.isClosed()) {
        CrawlEvent.Numbered event = listener.next(heartbeat.toMillis());
        if (listener.hasEnded() || !isAdmitted()) {
          last = true;
        } else if (event == null) {
          send(sse.newEventBuilder().comment("still here").build());
        } else {
          pass(event);
          last = isEnd(event.event());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (CompletionException e) {
      // The client is gone; that is how such streams end.
    } finally {
      end();
    }
  }

  /** However much happens: somebody who has signed out hears no more of it. */
  private boolean isAdmitted() {
    if (System.nanoTime() - admitted < heartbeat.toNanos()) {
      return true;
    }
    admitted = System.nanoTime();
    return admission.getAsBoolean();
  }

  private void pass(CrawlEvent.Numbered numbered) {
    CrawlEvent event = numbered.event();
    String id = Long.toString(numbered.sequence());
    if (event.kind().equals("pages")) {
      List<JsonObject> pages = event.data().getJsonArray("items").getValuesAs(JsonObject.class);
      for (int i = 0; i < pages.size(); i++) {
        send(id + "." + i, "page", pages.get(i));
      }
    } else {
      send(id, event.kind(), event.data());
    }
  }

  private void send(String id, String name, JsonObject data) {
    send(sse.newEventBuilder().id(id).name(name).data(data.toString()).build());
  }

  private static boolean isEnd(CrawlEvent event) {
    return event.kind().equals("state")
        && JobState.valueOf(event.data().getString("state")).isFinal();
  }

  private void send(OutboundSseEvent event) {
    sink.send(event).toCompletableFuture().join();
  }
}
