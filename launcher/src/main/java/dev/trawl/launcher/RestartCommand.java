package dev.trawl.launcher;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Restarts nodes without a failed call, where there are several. */
@Command(
    name = "restart",
    description =
        "Restart the nodes, one after the other: each finishes its calls, is stopped and started, and is ready before the next one's turn. Broker and database go on.",
    mixinStandardHelpOptions = true)
final class RestartCommand implements Callable<Integer> {

  @Option(names = "--node", paramLabel = "K", description = "Only this one; 1 is the first.")
  private Optional<Integer> node = Optional.empty();

  @Override
  public Integer call() {
    Instant start = Instant.now();
    int number = Session.open().stack().restart(node);
    Output.readySince(start);
    System.out.println(number == 1 ? "restarted 1 node" : "restarted " + number + " nodes");
    return 0;
  }
}
