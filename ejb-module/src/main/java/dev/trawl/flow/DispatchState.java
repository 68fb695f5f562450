package dev.trawl.flow;

/** Why work is given out, or is not; the later, the graver. */
public enum DispatchState {
  /** Work is given out. */
  RUNNING("running"),
  /** As much is in flight as may be; goes on with the next results that are stored. */
  WAITING_FOR_RESULTS("waiting-for-results"),
  /** Nothing can be sent. */
  BROKER_AWAY("broker-away"),
  /** The broker's disk is too full. */
  NO_SPACE_BROKER("no-space-broker"),
  /** The database's disk is too full, or the database has reached its quota. */
  NO_SPACE_DATABASE("no-space-database");

  private final String wire;

  DispatchState(String wire) {
    this.wire = wire;
  }

  /** As the API and the logs have it. */
  public String wire() {
    return wire;
  }

  /** Whether new work is refused. */
  public boolean isNoSpace() {
    return compareTo(NO_SPACE_BROKER) >= 0;
  }

  /** Whether URLs are leased. The broker's absence is found out by sending. */
  boolean mayDispatch() {
    return this == RUNNING || this == BROKER_AWAY;
  }
}
