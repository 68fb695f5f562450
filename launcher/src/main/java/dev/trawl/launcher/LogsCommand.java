package dev.trawl.launcher;

import dev.trawl.launcher.part.Trouble;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the parts wrote. */
@Command(
    name = "logs",
    description = "Show the last lines that the parts logged.",
    mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {

  private static final List<String> PARTS = List.of("application", "broker", "postgres");

  @Option(names = "-f", description = "Go on with what is added, until interrupted.")
  private boolean follow;

  @Option(names = "-n", description = "How many lines of each (${DEFAULT-VALUE}).")
  private int lines = 20;

  @Parameters(arity = "0..*", paramLabel = "PART", description = "application, broker or postgres")
  private List<String> parts;

  @Override
  public Integer call() throws Exception {
    Path folder = Session.open().settings().data().resolve("log");
    List<String> chosen = parts == null ? PARTS : parts;
    for (String part : chosen) {
      if (!PARTS.contains(part)) {
        throw Trouble.wrongUse("There is no part " + part + ", only " + PARTS + ".");
      }
    }
    List<LogTail> tails =
        chosen.stream().map(part -> new LogTail(part, folder.resolve(part + ".log"))).toList();
    for (LogTail tail : tails) {
      tail.printLast(lines);
    }
    while (follow) {
      Thread.sleep(500);
      for (LogTail tail : tails) {
        tail.printNew();
      }
    }
    return 0;
  }
}
