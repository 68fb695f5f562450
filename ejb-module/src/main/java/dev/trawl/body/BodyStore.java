package dev.trawl.body;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** The memory and the files for all bodies that a node has in work. Thread-safe. */
public final class BodyStore implements AutoCloseable {
  /** For whoever is no node: as much as a node has by default. */
  private static final long USUAL_BYTES = 128L << 20;

  /** What the work's half is counted in, so that it may be larger than a count can be. */
  private static final int UNIT = 1024;

  private final Spool spool;
  private final long mostHeld;
  private final AtomicLong held = new AtomicLong();
  private final int workUnits;

  /** Fair: one that needs much would never have its turn among many that need little. */
  private final Semaphore work;

  /**
   * A store.
   *
   * @param folder for its files, in which is nothing else; what is there is removed
   * @param bytes that may be in memory, from 2,048: half for bodies that are held, half for work on
   *     them
   * @throws UncheckedIOException if the folder cannot be made or emptied
   */
  public BodyStore(Path folder, long bytes) {
    spool = new Spool(folder);
    mostHeld = bytes / 2;
    workUnits = (int) Math.max(1, Math.min(Integer.MAX_VALUE, bytes / 2 / UNIT));
    work = new Semaphore(workUnits, true);
  }

  /**
   * One with a new folder among the machine's temporary ones, which it removes when it is closed.
   */
  public static BodyStore temporary() {
    try {
      return new BodyStore(Files.createTempDirectory("trawl-bodies-"), USUAL_BYTES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An empty buffer of a size that is right for most. */
  public BodyBuffer buffer() {
    return buffer(BodyBuffer.BLOCK);
  }

  /**
   * An empty buffer.
   *
   * @param first for how many bytes it has room before it grows, from 0; it may be wrong. More than
   *     a body may have in memory go to a file from the first on
   */
  public BodyBuffer buffer(int first) {
    return new BodyBuffer(this, first);
  }

  /**
   * Does something that needs so much memory, as soon as there is that much, in the order of
   * asking. Whoever asks for more than there ever is has all of it, and so works alone. Whoever has
   * some must not ask for more, or two could wait for each other; what bodies hold does not matter
   * here.
   */
  public <T> T within(long bytes, Supplier<T> task) {
    int units = (int) Math.min(workUnits, (bytes + UNIT - 1) / UNIT);
    work.acquireUninterruptibly(units);
    try {
      return task.get();
    } finally {
      work.release(units);
    }
  }

  /** Bytes of bodies in memory, and of memory that is worked in. */
  public long bytesInMemory() {
    return held.get() + (long) UNIT * (workUnits - work.availablePermits());
  }

  /** Bytes of bodies in files. */
  public long bytesSpilled() {
    return spool.bytes();
  }

  /** Whether a file could not be written a moment ago, so that the next one hardly can. */
  public boolean isShortOfRoom() {
    return spool.isShortOfRoom();
  }

  /** Removes all files; what is still to be read of them cannot be. */
  @Override
  public void close() {
    spool.remove();
  }

  boolean tryHold(long bytes) {
    if (held.addAndGet(bytes) <= mostHeld) {
      return true;
    }
    held.addAndGet(-bytes);
    return false;
  }

  void letGo(long bytes) {
    held.addAndGet(-bytes);
  }

  SpoolFile newFile() throws SpoolException {
    return spool.create();
  }
}
