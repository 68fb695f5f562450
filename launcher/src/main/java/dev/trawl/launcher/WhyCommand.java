package dev.trawl.launcher;

import jakarta.json.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells what became of a URL. */
@Command(
    name = "why",
    description = "Tell what became of a URL in a job, and why.",
    mixinStandardHelpOptions = true)
final class WhyCommand implements Runnable {

  @Parameters(index = "0", paramLabel = "JOB", description = "The job's id.")
  private String job = "";

  @Parameters(
      index = "1",
      paramLabel = "URL",
      description = "In quotes, if it has characters that the shell knows.")
  private String url = "";

  @Option(names = "--json", description = "As JSON.")
  private boolean json;

  @Override
  public void run() {
    JsonObject why = Session.open().api().why(job, url);
    if (json) {
      System.out.println(why);
    } else {
      System.out.print(WhyReport.of(why));
    }
  }
}
