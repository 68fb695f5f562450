package dev.trawl.launcher;

import dev.trawl.launcher.client.Api;
import dev.trawl.launcher.client.Failures;
import dev.trawl.launcher.client.Job;
import dev.trawl.launcher.client.JobPatch;
import dev.trawl.launcher.part.Trouble;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at jobs and tells them what to do. */
@Command(
    name = "job",
    description = "List, show, pause, resume, change, stop or delete jobs.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "list|show|pause|resume|set|stop|delete")
final class JobCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Say which: list, show, pause, resume, set, stop or delete.");
  }

  @Command(description = "One line a job, newest first.", mixinStandardHelpOptions = true)
  void list(@Option(names = "--json", description = "As JSON.") boolean json) {
    List<JsonObject> jobs = api().jobs();
    if (json) {
      JsonArrayBuilder array = Json.createArrayBuilder();
      jobs.forEach(array::add);
      System.out.println(Json.createObjectBuilder().add("items", array).build());
    } else {
      jobs.forEach(JobCommand::print);
    }
  }

  @Command(description = "How a job gets on.", mixinStandardHelpOptions = true)
  void show(
      @Parameters(paramLabel = "ID") String id,
      @Option(names = "--json", description = "As JSON.") boolean json) {
    Api api = api();
    if (json) {
      System.out.println(api.jobJson(id));
    } else {
      Job job = api.job(id);
      Map<String, Long> failures = job.ended() ? Failures.of(api, job) : Map.of();
      System.out.print(Summary.of(job, failures, Instant.now()));
    }
  }

  @Command(description = "Request no more pages for now.", mixinStandardHelpOptions = true)
  void pause(@Parameters(paramLabel = "ID") String id) {
    api().tell(id, "pause");
  }

  @Command(description = "Go on after a pause.", mixinStandardHelpOptions = true)
  void resume(@Parameters(paramLabel = "ID") String id) {
    api().tell(id, "resume");
  }

  @Command(
      description =
          "Change a job that has not ended: add seeds, raise limits, go slower or faster.",
      mixinStandardHelpOptions = true)
  void set(
      @Parameters(paramLabel = "ID") String id,
      @Option(names = "--seed", paramLabel = "URL", description = "A seed to add; may be repeated.")
          List<String> seeds,
      @Option(names = "--depth", paramLabel = "N", description = "How many links deep.")
          Optional<Integer> depth,
      @Option(names = "--max-pages", paramLabel = "N", description = "How many URLs to request.")
          Optional<Long> maxPages,
      @Option(
              names = "--delay",
              paramLabel = "TIME",
              description = "Pause between two requests to a host: 500ms, 1s, 0, PT1S.")
          Optional<String> delay,
      @Option(names = "--connections", paramLabel = "N", description = "At once to a host.")
          Optional<Integer> connections) {
    JobPatch patch =
        new JobPatch(
            Optional.ofNullable(seeds).orElse(List.of()),
            depth,
            maxPages,
            delay.map(Durations::parse),
            connections);
    if (patch.isEmpty()) {
      throw Trouble.wrongUse("Say what: --seed, --depth, --max-pages, --delay or --connections.");
    }
    api().change(id, patch);
  }

  @Command(description = "End a job; its pages stay.", mixinStandardHelpOptions = true)
  void stop(@Parameters(paramLabel = "ID") String id) {
    api().tell(id, "stop");
  }

  @Command(description = "Remove a job and its pages.", mixinStandardHelpOptions = true)
  void delete(@Parameters(paramLabel = "ID") String id) {
    api().delete(id);
  }

  private static Api api() {
    return Session.open().api();
  }

  private static void print(JsonObject json) {
    System.out.printf(
        "%s  %-10s %s%n",
        json.getString("id"), json.getString("state"), json.getString("name", ""));
  }
}
