package dev.trawl.rest;

import dev.trawl.message.CrawlEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

/**
 * Passes events on to whoever listens on this node, and keeps the latest for those who come back.
 */
@ApplicationScoped
public class EventHub {
  private static final int KEPT = 500;

  private final List<Listener> listeners = new ArrayList<>();
  private final Deque<ToldEvent> latest = new ArrayDeque<>();
  private boolean ended;

  /** Something happened, here or on another node. */
  public synchronized void hear(@Observes CrawlEvent.Numbered numbered) {
    ToldEvent event = new ToldEvent(numbered);
    latest.add(event);
    if (latest.size() > KEPT) {
      latest.remove();
    }
    listeners.forEach(listener -> listener.hear(event));
  }

  /**
   * Starts to listen.
   *
   * @param after the number of the last event that was heard before
   */
  synchronized Listener listen(UUID job, long after) {
    Listener listener = new Listener(job);
    latest.stream().filter(event -> event.number() > after).forEach(listener::hear);
    listeners.add(listener);
    if (ended) {
      listener.end();
    }
    return listener;
  }

  /** Sends all away, who may listen on another node, and whoever comes later too. */
  synchronized void end() {
    ended = true;
    listeners.forEach(Listener::end);
  }

  synchronized void forget(Listener listener) {
    listeners.remove(listener);
  }
}
