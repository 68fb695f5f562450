package dev.trawl.faults;

import dev.trawl.stack.DatabaseLogin;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Asks the database four times a second how a job gets on, and goes on asking when it is gone. */
final class Watch implements AutoCloseable {

  private static final long PAUSE = 250_000_000;

  private final DatabaseLogin login;
  private final int job;
  private final Pace pace = new Pace();
  private final Thread thread = new Thread(this::run, "watch");
  private volatile boolean closed;
  private volatile boolean ended;
  private final List<InWork> followed = new CopyOnWriteArrayList<>();
  private @Nullable JobTables tables;

  /** URLs that were leased at one moment, and when the last of them was settled. */
  static final class InWork {
    private final List<UUID> ids;
    private volatile Optional<Long> settledAt;

    private InWork(List<UUID> ids) {
      this.ids = ids;
      this.settledAt = ids.isEmpty() ? Optional.of(System.nanoTime()) : Optional.empty();
    }

    int size() {
      return ids.size();
    }

    Optional<Long> settledAt() {
      return settledAt;
    }
  }

  private Watch(DatabaseLogin login, int job) {
    this.login = login;
    this.job = job;
    thread.setDaemon(true);
  }

  static Watch start(DatabaseLogin login, int job) {
    Watch watch = new Watch(login, job);
    watch.thread.start();
    return watch;
  }

  Pace pace() {
    return pace;
  }

  boolean ended() {
    return ended;
  }

  /** Follows what is in work now until it is settled. */
  InWork follow() {
    InWork now = new InWork(askInWork());
    followed.add(now);
    return now;
  }

  /** What those that are not settled yet are waiting for, in words. */
  String stragglers(InWork urls) {
    try (JobTables own = JobTables.open(login)) {
      return own.stragglers(urls.ids);
    } catch (SQLException e) {
      return "the database cannot be asked: " + e.getMessage();
    }
  }

  private List<UUID> askInWork() {
    try (JobTables own = JobTables.open(login)) {
      return own.inWork(job);
    } catch (SQLException e) {
      // Gone just now: then there is nothing to follow.
      return List.of();
    }
  }

  private void run() {
    while (!closed) {
      try {
        look();
      } catch (SQLException e) {
        forget();
      }
      LockSupport.parkNanos(PAUSE);
    }
    forget();
  }

  private void look() throws SQLException {
    JobTables open = tables;
    if (open == null) {
      open = JobTables.open(login);
      tables = open;
    }
    long settled = open.settled(job);
    pace.add(System.nanoTime(), settled);
    for (InWork urls : followed) {
      if (urls.settledAt().isEmpty() && open.stillOpen(urls.ids) == 0) {
        urls.settledAt = Optional.of(System.nanoTime());
      }
    }
    ended = open.ended(job);
  }

  private void forget() {
    JobTables open = tables;
    tables = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        // It is gone, which is why it is closed.
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
