package dev.trawl.rest;

import dev.trawl.message.CrawlEvent;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One client's stream of server-sent events (HTML standard, section 9.2): a thread of its own
 * writes to it, so that a slow client holds up nobody else.
 *
 * <p>Not by the API of JAX-RS, which writes and flushes each event by itself: what happens within a
 * second is one write here, since that is what open dashboards cost a crawl.
 */
final class EventStream implements StreamingOutput {
  /** So that proxies keep the connection, and a client that is gone is noticed. */
  static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private static final long GATHER_NANOS = Duration.ofSeconds(1).toNanos();
  private static final String STILL_HERE = ": still here\n\n";

  /**
   * A comment. Jersey keeps the first 8 KiB of an answer, however often they are flushed, in case
   * it is no longer and could have a Content-Length.
   */
  private static final String FILL = ":" + " ".repeat(8 * 1024) + "\n\n";

  private final Listener listener;
  private final Runnable forget;
  private final BooleanSupplier admission;
  private final Duration heartbeat;
  private final StringBuilder unwritten = new StringBuilder();
  private long admitted = System.nanoTime();
  private long written = admitted - GATHER_NANOS;

  /**
   * A stream that has not begun.
   *
   * @param forget lets nobody listen any more
   * @param admission whether the client may still hear what happens; asked once a heartbeat
   * @param heartbeat after so long without an event there is a sign of life
   */
  EventStream(Listener listener, Runnable forget, BooleanSupplier admission, Duration heartbeat) {
    this.listener = listener;
    this.forget = forget;
    this.admission = admission;
    this.heartbeat = heartbeat;
  }

  /** Where the job is as the stream begins; to be called before that. */
  void first(long number, CrawlEvent event) {
    new ToldEvent(new CrawlEvent.Numbered(number, event)).texts().forEach(unwritten::append);
  }

  @Override
  public void write(OutputStream out) {
    try {
      boolean last = false;
      unwritten.insert(0, FILL);
      flush(out);
      while (!last) {
        last = take(listener.next(heartbeat.toMillis()));
        flush(out);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // The client is gone; that is how such streams end.
    } finally {
      forget.run();
    }
  }

  /**
   * Takes what has happened, and what does within the second after the last write.
   *
   * @return whether that is all
   */
  private boolean take(Listener.@Nullable Heard first) throws InterruptedException {
    if (listener.hasEnded() || !isAdmitted()) {
      return true;
    }
    if (first == null) {
      unwritten.append(STILL_HERE);
      return false;
    }
    TimeUnit.NANOSECONDS.sleep(GATHER_NANOS - (System.nanoTime() - written));
    List<Listener.Heard> together = new ArrayList<>();
    boolean last = false;
    for (Listener.Heard heard = first; heard != null && !last; heard = listener.next(0)) {
      if (heard.event().isCounters()) {
        // The later ones tell how the job stands.
        together.removeIf(other -> other.event().isCounters());
      }
      together.add(heard);
      last = heard.event().isLast();
    }
    if (listener.hasEnded()) {
      return true;
    }
    together.forEach(heard -> heard.texts().forEach(unwritten::append));
    return last;
  }

  /** However much happens: somebody who has signed out hears no more of it. */
  private boolean isAdmitted() {
    if (System.nanoTime() - admitted < heartbeat.toNanos()) {
      return true;
    }
    admitted = System.nanoTime();
    return admission.getAsBoolean();
  }

  private void flush(OutputStream out) throws IOException {
    if (!unwritten.isEmpty()) {
      out.write(unwritten.toString().getBytes(StandardCharsets.UTF_8));
      out.flush();
      unwritten.setLength(0);
      written = System.nanoTime();
    }
  }
}
