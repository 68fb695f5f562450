package dev.trawl.host;

/** The queue of one job on one host. */
public record QueueKey(int job, long host) implements Comparable<QueueKey> {
  @Override
  public int compareTo(QueueKey other) {
    int byHost = Long.compare(host, other.host);
    return byHost != 0 ? byHost : Integer.compare(job, other.job);
  }
}
