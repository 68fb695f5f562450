package dev.trawl.faults;

import dev.trawl.stack.Folders;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The cluster at hand, started when it is needed, replaced when a crawl on it went wrong or the
 * next one needs another, and stopped at Ctrl-C, also while it starts.
 */
final class ClusterKeeper implements AutoCloseable {

  private final Path folder;
  private final BiFunction<Path, Integer, Cluster> start;
  private final Thread hook = new Thread(this::interrupt, "stop");
  private Optional<Cluster> cluster = Optional.empty();
  private volatile boolean interrupted;

  /**
   * @param folder of the cluster's data, and of those that are kept
   * @param start of a cluster with data in a folder and so many brokers
   */
  ClusterKeeper(Path folder, BiFunction<Path, Integer, Cluster> start) {
    this.folder = Folders.make(folder);
    this.start = start;
    Folders.remove(current());
    Runtime.getRuntime().addShutdownHook(hook);
  }

  synchronized Cluster cluster(int brokers) {
    if (cluster.filter(other -> other.brokers() != brokers).isPresent()) {
      stop();
      Folders.remove(current());
    }
    if (cluster.isEmpty()) {
      try {
        cluster = Optional.of(start.apply(current(), brokers));
      } catch (RuntimeException e) {
        throw new IllegalStateException(
            "The cluster did not start; data and logs are in " + putAside("not-started"), e);
      }
    }
    return cluster.get();
  }

  /** Whether somebody wants us to stop: what goes wrong from now on means nothing. */
  boolean interrupted() {
    return interrupted;
  }

  /** Stops the cluster and keeps its data under a name. */
  synchronized Path putAside(String name) {
    stop();
    Path aside = folder.resolve(name);
    Folders.remove(aside);
    if (current().toFile().exists()) {
      Folders.move(current(), aside);
    }
    return aside;
  }

  private Path current() {
    return folder.resolve("current");
  }

  private void interrupt() {
    interrupted = true;
    // A command that starts a part again, after a fault, would do so behind the stop.
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
    stop();
  }

  private synchronized void stop() {
    cluster.ifPresent(Cluster::close);
    cluster = Optional.empty();
  }

  @Override
  public void close() {
    if (!interrupted) {
      Runtime.getRuntime().removeShutdownHook(hook);
      stop();
      Folders.remove(current());
    }
  }
}
