package dev.trawl.soak;

import dev.trawl.faults.JobTables;
import dev.trawl.stack.BrokerConsole;
import dev.trawl.stack.DatabaseLogin;
import dev.trawl.stack.Folders;
import dev.trawl.stack.Memory;
import dev.trawl.stack.Part;
import dev.trawl.stack.Trawl;
import java.sql.SQLException;
import java.time.Instant;
import java.util.OptionalLong;

/** Looks at a running stack. */
final class Sampler implements AutoCloseable {

  private final Trawl trawl;
  private final BrokerConsole console;
  private final JobTables tables;
  private final int part;
  private final int job;

  Sampler(Trawl trawl, int part, String job) throws SQLException {
    this.trawl = trawl;
    this.console = new BrokerConsole(trawl);
    this.tables = JobTables.open(DatabaseLogin.of(trawl));
    this.part = part;
    this.job = tables.number(job);
  }

  /**
   * Takes a sample.
   *
   * @param collect whether to look at the heaps too, which holds up both processes for a moment
   */
  Sample take(boolean collect) throws SQLException {
    long application = trawl.pid(Part.APPLICATION).orElseThrow();
    long broker = trawl.pid(Part.BROKER).orElseThrow();
    return new Sample(
        Instant.now(),
        part,
        tables.settled(job),
        Memory.resident(application),
        Memory.resident(broker),
        collect ? heap(application) : OptionalLong.empty(),
        collect ? heap(broker) : OptionalLong.empty(),
        tables.ask(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND backend_type = 'client backend' AND pid <> pg_backend_pid()"),
        console.connections(),
        tables.ask("SELECT pg_database_size(current_database())"),
        Folders.size(trawl.data().resolve("broker/data")));
  }

  boolean ended() throws SQLException {
    return tables.ended(job);
  }

  private static OptionalLong heap(long pid) {
    return OptionalLong.of(Memory.heapAfterCollection(pid));
  }

  @Override
  public void close() throws SQLException {
    tables.close();
  }
}
