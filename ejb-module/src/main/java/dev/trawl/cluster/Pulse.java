package dev.trawl.cluster;

import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** Notices that this process was paused. No EJB, since it is asked twice for each page. */
@ApplicationScoped
public class Pulse {
  private static final Logger LOG = System.getLogger(Pulse.class.getName());

  private final Ticks ticks = new Ticks(System::nanoTime);

  /** To be called all the time, with pauses well below {@link Ticks#SLEEP}. */
  void tick() {
    Duration pause = ticks.tick();
    if (pause.compareTo(Ticks.SLEEP) > 0) {
      LOG.log(
          Level.WARNING,
          "This process stood still for {0}; what it had taken before may be with others now, and is given back",
          pause);
    }
  }

  /** To be kept while something is held that others would take over from a process that is gone. */
  public int mark() {
    return ticks.mark();
  }

  /**
   * Whether the process has stood still for longer than {@link Ticks#SLEEP} since then, also if it
   * woke only this moment.
   */
  public boolean hasSleptSince(int mark) {
    return ticks.haveStoppedSince(mark);
  }
}
