package dev.trawl.flow;

import dev.trawl.config.SpaceSettings;
import dev.trawl.message.Addresses;
import dev.trawl.message.BrokerStatus;
import dev.trawl.message.BrokerStatus.Numbers;
import dev.trawl.message.BrokerStatus.Reach;
import dev.trawl.message.QueueDepth;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What this node can see of the room that is left. Thread-confined. */
final class Room {
  private static final Logger LOG = System.getLogger(Room.class.getName());

  /** Results that wait for a processor, or for text to be taken; beyond, nothing is fetched. */
  static final long MOST_WAITING_BYTES = 256L << 20;

  /** Nearer than this to the broker's own limit, in parts of its disk, counts as full. */
  private static final double MARGIN = 0.02;

  private final SpaceSettings settings;
  private final Limit databaseDisk = new Limit();
  private final Limit databaseSize = new Limit();
  private final Limit brokerDisk = new Limit();
  private final Limit brokersOwn = new Limit();
  private final Limit waiting = new Limit();
  private final Limit documents = new Limit();

  Room(SpaceSettings settings) {
    this.settings = settings;
  }

  /**
   * Looks at everything.
   *
   * @param databaseBytes the size of the database, where it was asked
   */
  Finding look(BrokerStatus broker, Optional<Long> databaseBytes) {
    List<Finding> findings = new ArrayList<>();
    disk(settings.databaseDisk(), databaseDisk, DispatchState.NO_SPACE_DATABASE)
        .ifPresent(findings::add);
    disk(settings.brokerDisk(), brokerDisk, DispatchState.NO_SPACE_BROKER).ifPresent(findings::add);
    quota(databaseBytes).ifPresent(findings::add);
    broker.numbers().flatMap(this::brokersOwn).ifPresent(findings::add);
    waiting(broker, "store", waiting, "results wait for a processor").ifPresent(findings::add);
    waiting(
            broker,
            Addresses.DOCUMENTS,
            documents,
            "documents wait for their text to be taken, by nodes that have TRAWL_EXTRACTOR")
        .ifPresent(findings::add);
    if (broker.reach() == Reach.AWAY) {
      findings.add(new Finding(DispatchState.BROKER_AWAY, "the broker does not answer"));
    }
    return Finding.worst(findings);
  }

  private Optional<Finding> disk(Optional<Path> folder, Limit limit, DispatchState state) {
    Optional<Long> free = folder.flatMap(Room::free);
    if (free.filter(bytes -> limit.isShort((double) bytes, (double) settings.minFree()))
        .isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            state,
            "%s are free on the disk of %s, and TRAWL_MIN_FREE asks for %s: make room there"
                .formatted(show(free.get()), folder.get(), show(settings.minFree()))));
  }

  private static Optional<Long> free(Path folder) {
    try {
      return Optional.of(Files.getFileStore(folder).getUsableSpace());
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "cannot look at the disk", e);
      return Optional.empty();
    }
  }

  private Optional<Finding> quota(Optional<Long> bytes) {
    Optional<Long> most = settings.databaseMaxSize();
    if (bytes.isEmpty()
        || most.isEmpty()
        || !databaseSize.isOver((double) bytes.get(), (double) most.get())) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            DispatchState.NO_SPACE_DATABASE,
            "the database has %s, and TRAWL_DB_MAX_SIZE allows %s: delete jobs and VACUUM FULL, or raise it"
                .formatted(show(bytes.get()), show(most.get()))));
  }

  private Optional<Finding> brokersOwn(Numbers broker) {
    Optional<Double> most = broker.diskLimit().map(limit -> limit - MARGIN);
    if (most.isEmpty() || !brokersOwn.isShort(1 - broker.diskUsed(), 1 - most.get())) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            DispatchState.NO_SPACE_BROKER,
            String.format(
                Locale.ROOT,
                "the broker's disk is %.1f %% full, and it stops at %.0f %%: make room there",
                100 * broker.diskUsed(),
                100 * broker.diskLimit().orElse(1.0))));
  }

  private static Optional<Finding> waiting(
      BrokerStatus broker, String queue, Limit limit, String what) {
    return broker
        .queue(queue)
        .flatMap(QueueDepth::bytes)
        .filter(bytes -> limit.isOver((double) bytes, (double) MOST_WAITING_BYTES))
        .map(bytes -> new Finding(DispatchState.WAITING_FOR_RESULTS, show(bytes) + " of " + what));
  }

  private static String show(long bytes) {
    return String.format(Locale.ROOT, "%,d MB", bytes >> 20);
  }
}
