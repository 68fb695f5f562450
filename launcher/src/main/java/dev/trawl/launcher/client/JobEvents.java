package dev.trawl.launcher.client;

import dev.trawl.launcher.client.ServerSentEvents.Event;
import dev.trawl.launcher.part.Trouble;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The events of a job, read in the background into a queue. A stream that ends is taken up again
 * after the last event; one that cannot be had leaves the queue empty.
 */
final class JobEvents implements Runnable {

  private static final long PAUSE_MILLISECONDS = 1000;
  private static final int CAPACITY = 1000;

  private final Api api;
  private final String job;
  private final BlockingQueue<Event> queue = new LinkedBlockingQueue<>(CAPACITY);
  private Optional<String> last = Optional.empty();

  private JobEvents(Api api, String job) {
    this.api = api;
    this.job = job;
  }

  /** Reads until the thread is interrupted or the process ends. */
  static BlockingQueue<Event> read(Api api, String job) {
    JobEvents events = new JobEvents(api, job);
    Thread thread = new Thread(events, "events of job " + job);
    thread.setDaemon(true);
    thread.start();
    return events.queue;
  }

  @Override
  public void run() {
    try {
      while (true) {
        readOnce();
        Thread.sleep(PAUSE_MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void readOnce() throws InterruptedException {
    try (ServerSentEvents events = new ServerSentEvents(api.events(job, last))) {
      for (Optional<Event> e = events.next(); e.isPresent(); e = events.next()) {
        last = e.get().id();
        queue.put(e.get());
      }
    } catch (IOException | Unreachable | Trouble e) {
      // Taken up again; meanwhile whoever waits on the queue asks for the job itself.
      return;
    }
  }
}
