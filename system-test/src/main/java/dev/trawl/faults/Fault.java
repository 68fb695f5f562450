package dev.trawl.faults;

/** What is done to a crawl. */
public enum Fault {
  KILL_FETCH_NODE("kill -9 a fetch node", false),
  KILL_PROCESS_NODE("kill -9 a processing node", false),
  KILL_EVERY_NODE("kill -9 every node", true),
  KILL_BROKER("kill -9 the primary broker", false),
  KILL_EVERY_BROKER("kill -9 every broker", true),
  KILL_DATABASE("kill -9 PostgreSQL", true),
  KILL_LAUNCHER("kill -9 the command that crawls", false),
  PAUSE_NODE("SIGSTOP a node for 15-25 s", false),
  CUT_BROKER("cut a node from the broker", false),
  SILENCE_BROKER("lose all packets between a node and the broker", false),
  DELAY_BROKER("500 ms between a node and the broker", false),
  CUT_DATABASE("cut a node from the database", false),
  SILENCE_DATABASE("lose all packets between a node and the database", false),
  DELAY_DATABASE("500 ms between a node and the database", false),
  CUT_WEB("cut all nodes from the web", true),
  SILENCE_WEB("lose all packets between all nodes and the web", true),
  DELAY_WEB("500 ms between all nodes and the web", false),
  FILL_BROKER_DISK("exhaust the broker's disk quota", true);

  private final String title;
  private final boolean helpless;

  Fault(String title, boolean helpless) {
    this.title = title;
    this.helpless = helpless;
  }

  /** For the table. */
  public String title() {
    return title;
  }

  /**
   * Whether it happens on the way to a broker, where a proxy does it. Of a pair, clients learn the
   * brokers' own addresses, and leave the proxy aside.
   */
  boolean needsSingleBroker() {
    return this == CUT_BROKER || this == SILENCE_BROKER || this == DELAY_BROKER;
  }

  /** Whether nothing is left that could take over, so that somebody has to put it right. */
  boolean helpless() {
    return helpless;
  }
}
