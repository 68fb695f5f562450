package dev.trawl.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.stack.JsonLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

  private static final Report GOOD =
      report(1, 0, List.of(), injection(Fault.KILL_FETCH_NODE, 0, OptionalDouble.of(1.5), 3));
  private static final Report BAD =
      report(
          2,
          2,
          List.of("lost two"),
          injection(Fault.KILL_FETCH_NODE, 0, OptionalDouble.empty(), 1),
          injection(Fault.KILL_DATABASE, 4, OptionalDouble.of(10), 0));

  @TempDir private Path folder;

  @Test
  void comesBackFromItsLine() throws IOException {
    JsonLines lines = new JsonLines(folder.resolve("deep/results.jsonl"));
    assertThat(lines.read()).isEmpty();
    lines.append(GOOD.json());
    lines.append(BAD.json());
    Files.writeString(lines.file(), "{\"seed\":", StandardOpenOption.APPEND);
    assertThat(lines.read().stream().map(Report::of)).containsExactly(GOOD, BAD);
  }

  @Test
  void theTableHasARowForEachFaultThatCame() {
    assertThat(FaultTable.of(List.of(GOOD, BAD)))
        .contains("| kill -9 a fetch node | 2 | 2 | 0 | 0.200 % | never | never |")
        // From the restart, as nobody can stand in for it.
        .contains("| kill -9 PostgreSQL | 1 | 2 | 0 | 0.000 % | 6.0 s | 6.0 s |")
        .contains("| **all** | 3 |")
        .contains("1 of them not as they must be; lost 2, duplicated 0")
        .doesNotContain("broker");
  }

  @Test
  void withoutInjectionsThereIsATableToo() {
    assertThat(FaultTable.of(List.of())).isEqualTo("There are no results yet.\n");
    Report failure =
        Report.ofFailure(
            7, Plan.of(7, List.of(Fault.values()), 2, 1).get(0), new IllegalStateException("x"));
    assertThat(failure.good()).isFalse();
    assertThat(FaultTable.of(List.of(failure))).contains("1 crawls, 0 pages, 1 of them not as");
    assertThat(Report.of(failure.json())).isEqualTo(failure);
  }

  private static Report report(int number, long lost, List<String> problems, Injection... faults) {
    return new Report(
        7, number, Plan.Site.PAGES, 1000, 60, lost, 0, 0, 1004, 4, problems, List.of(faults));
  }

  private static Injection injection(
      Fault fault, double undone, OptionalDouble back, long repeated) {
    return new Injection(
        fault, "somebody", fault.helpless(), 100, 50, 20, undone, back, back, repeated);
  }
}
