package dev.trawl.host;

import dev.trawl.database.Sql;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** One batch of released connections, in a transaction of its own. */
@Stateless
public class ReleaseTransaction {
  @PersistenceContext EntityManager em;
  @Inject Tasks tasks;
  @Inject HostQueues queues;

  /**
   * Releases them all.
   *
   * @param asked tasks whose hosts were asked for something, with the moment when the last request
   *     ended, by {@link System#nanoTime}
   * @param unasked the others
   * @return whether one of the hosts may be asked again at once
   */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public boolean release(Map<UUID, Long> asked, Collection<UUID> unasked) {
    Connection connection = em.unwrap(Connection.class);
    // Visible at once, on disk a moment later: a release that a crash of the database loses is made
    // good by settling.
    Sql.doNotWaitForTheDisk(connection);
    Map<UUID, Long> contacted = tasks.release(connection, asked.keySet());
    List<Long> others = List.copyOf(tasks.release(connection, unasked).values());
    queues.lock(
        connection,
        Stream.concat(contacted.values().stream(), others.stream()).toList(),
        List.of());
    boolean due = queues.free(connection, ages(asked, contacted));
    return queues.freeUnasked(connection, others) || due;
  }

  /** Of a host with several connections, the last one counts. */
  private static Map<Long, Duration> ages(Map<UUID, Long> ended, Map<UUID, Long> hosts) {
    long now = System.nanoTime();
    Map<Long, Duration> ages = new HashMap<>();
    hosts.forEach(
        (task, host) ->
            ages.merge(
                host,
                Duration.ofNanos(now - ended.getOrDefault(task, now)),
                (a, b) -> a.compareTo(b) < 0 ? a : b));
    return ages;
  }
}
