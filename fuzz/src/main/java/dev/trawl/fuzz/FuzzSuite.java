package dev.trawl.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Fuzzes target after target, in parts. Started by {@code ./trawl test --fuzz}. */
@Command(
    name = "./trawl test --fuzz",
    description = "Looks for inputs that the product does not stand.",
    mixinStandardHelpOptions = true,
    footer = "Interrupted, the next call goes on; exit status 1 if there are finds.")
public final class FuzzSuite implements Callable<Integer> {
  private static final int LONGEST = 60;

  @Parameters(paramLabel = "TARGET", description = "What is fuzzed; without any, all of them.")
  private List<String> labels = new ArrayList<>();

  @Option(
      names = "--minutes",
      defaultValue = "10",
      description = "How long, for all of them together; 1 to 60 (${DEFAULT-VALUE}).")
  private int minutes;

  @Option(
      names = "--merge",
      description = "Only write fuzz/corpus anew: what reaches all that was reached until now.")
  private boolean merges;

  @Option(names = "--table", description = "Only print the table of what was done until now.")
  private boolean tabulates;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  private FuzzSuite() {}

  /** Runs the suite and ends the process with its exit status. */
  public static void main(String... arguments) {
    System.exit(new CommandLine(new FuzzSuite()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (minutes < 1 || minutes > LONGEST) {
      throw wrong("--minutes takes 1 to " + LONGEST + ", not " + minutes);
    }
    List<FuzzFolder> folders = folders();
    for (FuzzFolder folder : folders) {
      folder.create();
    }
    if (merges) {
      for (FuzzFolder folder : folders) {
        Kept.renew(folder);
      }
    } else if (!tabulates) {
      fuzz(folders);
    }
    System.out.print(FuzzTable.of(folders));
    return finds(folders) ? 1 : 0;
  }

  /** Those first that were fuzzed least: a part that was interrupted goes on so. */
  private void fuzz(List<FuzzFolder> folders) throws IOException, InterruptedException {
    Map<FuzzTarget, Long> before = new TreeMap<>();
    for (FuzzFolder folder : folders) {
      before.put(folder.target(), Totals.load(folder.totals()).seconds());
    }
    long share = Math.max(1, minutes * 60L / folders.size());
    for (FuzzFolder folder :
        folders.stream()
            .sorted(Comparator.comparing((FuzzFolder one) -> before.get(one.target())))
            .toList()) {
      System.err.println(folder.target().label() + ", " + share + " s …");
      Totals part = new FuzzRun(folder).fuzz(share);
      Totals.load(folder.totals()).plus(part).save(folder.totals());
    }
  }

  private boolean finds(List<FuzzFolder> folders) throws IOException {
    boolean any = false;
    for (FuzzFolder folder : folders) {
      for (Path find : FuzzFolder.files(folder.finds())) {
        System.err.println("find: " + find);
        any = true;
      }
    }
    return any;
  }

  private List<FuzzFolder> folders() {
    Path root = Path.of(System.getProperty("trawl.root", ".")).toAbsolutePath();
    List<FuzzTarget> targets =
        labels.isEmpty()
            ? List.of(FuzzTarget.values())
            : labels.stream().map(this::target).toList();
    return targets.stream().map(target -> FuzzFolder.of(target, root)).toList();
  }

  private FuzzTarget target(String label) {
    for (FuzzTarget target : FuzzTarget.values()) {
      if (target.label().equals(label)) {
        return target;
      }
    }
    List<String> all = List.of(FuzzTarget.values()).stream().map(FuzzTarget::label).toList();
    throw wrong("there is no target " + label + "; there are " + String.join(", ", all));
  }

  private CommandLine.ParameterException wrong(String message) {
    return new CommandLine.ParameterException(spec.commandLine(), message);
  }
}
