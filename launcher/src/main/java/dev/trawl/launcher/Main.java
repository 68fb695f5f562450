package dev.trawl.launcher;

import dev.trawl.launcher.part.Trouble;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command. */
@Command(
    name = "trawl",
    description = "Crawls the web on a broker, a database and a Jakarta EE application.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    version = "Trawl 0.1.0",
    subcommands = {
      CrawlCommand.class,
      UpCommand.class,
      DownCommand.class,
      RestartCommand.class,
      StatusCommand.class,
      DoctorCommand.class,
      LogsCommand.class,
      JobCommand.class,
      WhyCommand.class,
      DeadLettersCommand.class
    },
    footer = {
      "  test    Run every test of the project.",
      "",
      "Exit status: 0 done, 1 failed, 2 wrong use. TRAWL_DEBUG=1 shows where it failed."
    })
public final class Main {

  private Main() {}

  /** Runs the command and ends the process with its exit status. */
  public static void main(String[] arguments) {
    System.exit(written(run(arguments)));
  }

  /** A disk that is full, or a reader that has gone: what was printed did not get through. */
  private static int written(int status) {
    if (status != 0 || !System.out.checkError()) {
      return status;
    }
    Output.error(Trouble.failed("The output could not be written."));
    return CommandLine.ExitCode.SOFTWARE;
  }

  static int run(String... arguments) {
    CommandLine command = new CommandLine(new Main());
    command.setExecutionExceptionHandler((e, line, parsed) -> report(e));
    return arguments.length == 0
        ? usage(command)
        : command.execute(Arrays.copyOf(arguments, arguments.length));
  }

  private static int usage(CommandLine command) {
    command.usage(System.err);
    return CommandLine.ExitCode.USAGE;
  }

  private static int report(Exception e) {
    Output.error(e);
    return e instanceof Trouble trouble ? trouble.exitStatus() : CommandLine.ExitCode.SOFTWARE;
  }
}
