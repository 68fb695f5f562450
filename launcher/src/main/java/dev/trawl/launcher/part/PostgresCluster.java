package dev.trawl.launcher.part;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/**
 * The files of one database cluster.
 *
 * @param folder what {@code postgres -D} takes
 */
record PostgresCluster(Path folder) {

  private static final int INITDB_SECONDS = 120;

  /** Made aside and renamed, so that a cluster that is there is whole. */
  void create(PostgresPrograms programs, Path passwordFile, Path output) {
    if (Files.exists(folder)) {
      return;
    }
    Path half = folder.resolveSibling(folder.getFileName() + ".half");
    Folders.delete(half);
    run(
        new ProcessBuilder(
                programs.command(
                    "initdb",
                    "--pgdata=" + half,
                    "--username=postgres",
                    "--pwfile=" + passwordFile,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--no-instructions"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile())),
        output);
    try {
      Files.writeString(
          half.resolve("postgresql.conf"), "\ninclude 'trawl.conf'\n", StandardOpenOption.APPEND);
      Files.move(half, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw Trouble.failed("Cannot finish the database cluster " + folder + ".", e);
    }
  }

  /** Written at each start; what is not here is PostgreSQL's default, durable commits among it. */
  void configure(int port) {
    Folders.write(
        folder.resolve("trawl.conf"),
        """
        # Written by trawl at each start. Settings of your own go into postgresql.conf, below the include.
        listen_addresses = '127.0.0.1'
        port = %d
        unix_socket_directories = ''
        # Each of up to 16 nodes has up to 24; an unused one costs some kilobytes.
        max_connections = 420
        fsync = on
        synchronous_commit = on
        full_page_writes = on
        shared_buffers = 256MB
        wal_compression = on
        max_wal_size = 2GB
        checkpoint_timeout = 15min
        checkpoint_completion_target = 0.9
        autovacuum_naptime = 15s
        random_page_cost = 1.1
        jit = off
        # Two nodes that meet crosswise lose this much time, and the loser tries again.
        deadlock_timeout = 100ms
        log_line_prefix = '%%m [%%p] '
        log_min_messages = warning
        log_checkpoints = off
        """
            .formatted(port));
  }

  private static void run(ProcessBuilder builder, Path output) {
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(INITDB_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw Trouble.failed("initdb took too long; its output is in " + output + ".");
      }
      if (process.exitValue() != 0) {
        throw Trouble.failed(
            "The database cluster could not be made; the reason is at the end of " + output + ".");
      }
    } catch (IOException e) {
      throw Trouble.failed("Cannot run initdb.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Trouble.failed("Interrupted.", e);
    }
  }
}
