package dev.trawl.faults;

import dev.trawl.site.SetComparison;
import dev.trawl.site.Truth;
import dev.trawl.stack.BrokerConsole;
import dev.trawl.stack.DatabaseLogin;
import dev.trawl.stack.Trawl;
import jakarta.json.JsonObject;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** Whether a crawl that has ended has left everything as it must be. */
public final class Audit {

  /** What is late, such as a result that came twice, is cleared away by then. */
  private static final Duration LATE = Duration.ofSeconds(60);

  private static final long PAUSE = 500_000_000;

  private final Trawl trawl;
  private final BrokerConsole console;
  private final String job;

  public Audit(Trawl trawl, BrokerConsole console, String job) {
    this.trawl = trawl;
    this.console = console;
    this.job = job;
  }

  /** Compares the export with the truth. */
  public SetComparison.Verdict pages(Truth truth) {
    SetComparison comparison = new SetComparison(truth);
    trawl.api().eachLine(job, line -> comparison.add(ExportLine.page(line)));
    return comparison.verdict();
  }

  /** What is not as it must be with state, counters, tables and queues, in words. */
  public List<String> leftovers() {
    long deadline = System.nanoTime() + LATE.toNanos();
    List<String> problems = look();
    while (!problems.isEmpty() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(PAUSE);
      problems = look();
    }
    return problems;
  }

  private List<String> look() {
    List<String> problems = new ArrayList<>();
    JsonObject shown = trawl.api().job(job);
    if (!shown.getString("state").equals("COMPLETED")) {
      problems.add("the job is " + shown);
    }
    try (JobTables tables = JobTables.openPatiently(DatabaseLogin.of(trawl))) {
      new Tables(tables, tables.number(job), shown.getJsonObject("counters")).check(problems);
    } catch (SQLException e) {
      problems.add("the database cannot be asked: " + e);
    }
    try {
      Map<String, Long> filled = console.filled();
      if (!filled.isEmpty()) {
        problems.add("messages left: " + filled);
      }
    } catch (UncheckedIOException e) {
      problems.add("the broker cannot be asked: " + e);
    }
    return problems;
  }

  /** The rows of one job, beside the counters that the API shows. */
  private record Tables(JobTables tables, int job, JsonObject counters) {

    void check(List<String> problems) throws SQLException {
      equal(problems, "open URLs", 0, rows("open_url", "true"));
      equal(problems, "tasks", 0, tables.ask("SELECT count(*) FROM task WHERE job = ?", job));
      equal(
          problems,
          "host queues",
          0,
          tables.ask("SELECT count(*) FROM host_queue WHERE job = ?", job));
      equal(problems, "queued and in flight", 0, shown("queued") + shown("inFlight"));
      counted(problems, "discovered", rows("url", "true"));
      counted(problems, "fetched", rows("page", "(status BETWEEN 200 AND 299 OR status = 304)"));
      counted(problems, "excluded", shown("discovered") - rows("page", "true"));
      equal(
          problems,
          "pages",
          shown("fetched") + shown("redirected") + shown("failed"),
          rows("page", "true"));
      equal(
          problems,
          "pages without URL",
          0,
          rows("page", "NOT EXISTS (SELECT FROM url WHERE url.id = page.id)"));
      equal(
          problems,
          "bytes",
          shown("bytes"),
          tables.ask("SELECT coalesce(sum(bytes), 0) FROM page WHERE job = ?", job));
    }

    private void counted(List<String> problems, String counter, long rows) throws SQLException {
      equal(
          problems,
          counter + " by the counters' table",
          shown(counter),
          tables.counter(job, counter));
      equal(problems, counter + " by the rows", shown(counter), rows);
    }

    private long shown(String counter) {
      return counters.getJsonNumber(counter).longValue();
    }

    /** Ids of URLs begin with the job's number. */
    private long rows(String table, String condition) throws SQLException {
      long prefix = (long) job << 32;
      return tables.ask(
          "SELECT count(*) FROM " + table + " WHERE id BETWEEN ? AND ? AND " + condition,
          new UUID(prefix, 0),
          new UUID(prefix | 0xFFFF_FFFFL, -1));
    }

    private static void equal(List<String> problems, String what, long expected, long actual) {
      if (expected != actual) {
        problems.add(what + ": expected " + expected + ", there are " + actual);
      }
    }
  }
}
