package dev.trawl.launcher;

import dev.trawl.launcher.part.Trouble;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the parts wrote. */
@Command(
    name = "logs",
    description = "Show the last lines that the parts logged.",
    mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {

  private static final List<String> FIRST = List.of("application", "broker", "postgres");
  private static final String ENDING = ".log";

  @Option(names = "-f", description = "Go on with what is added, until interrupted.")
  private boolean follow;

  @Option(names = "-n", description = "How many lines of each (${DEFAULT-VALUE}).")
  private int lines = 20;

  @Parameters(
      arity = "0..*",
      paramLabel = "PART",
      description = "application (the first node), application-2 ..., broker or postgres")
  private List<String> parts;

  @Override
  public Integer call() throws Exception {
    Path folder = Session.open().settings().data().resolve("log");
    List<String> known = Stream.concat(FIRST.stream(), more(folder)).distinct().toList();
    List<String> chosen = parts == null ? known : parts;
    for (String part : chosen) {
      if (!known.contains(part)) {
        throw Trouble.wrongUse("There is no part " + part + ", only " + known + ".");
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

  /** Further nodes, by the logs that there are. */
  private static Stream<String> more(Path folder) {
    String[] names = folder.toFile().list((parent, name) -> name.endsWith(ENDING));
    return names == null
        ? Stream.empty()
        : Arrays.stream(names).map(n -> n.substring(0, n.length() - ENDING.length())).sorted();
  }
}
