package dev.trawl.launcher;

import dev.trawl.launcher.part.PartStatus;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How the parts are. */
@Command(
    name = "status",
    description = "Show how the parts are. Exit status 0 if all are ready, else 1.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

  @Option(names = "--json", description = "As JSON.")
  private boolean json;

  @Override
  public Integer call() {
    List<PartStatus> parts = Session.open().stack().status();
    if (json) {
      JsonArrayBuilder array = Json.createArrayBuilder();
      parts.forEach(part -> array.add(toJson(part)));
      System.out.println(Json.createObjectBuilder().add("parts", array).build());
    } else {
      parts.forEach(StatusCommand::print);
    }
    return parts.stream().allMatch(PartStatus::ready) ? 0 : 1;
  }

  private static void print(PartStatus part) {
    System.out.printf(
        "%-14s %-12s %-14s %s%n",
        part.part(),
        part.duty().orElse(part.state()),
        part.process().map(pid -> "process " + pid).orElse(""),
        String.join(" ", part.listens()));
  }

  private static JsonObjectBuilder toJson(PartStatus part) {
    JsonObjectBuilder object =
        Json.createObjectBuilder().add("part", part.part()).add("state", part.state());
    part.process().ifPresentOrElse(pid -> object.add("pid", pid), () -> object.addNull("pid"));
    part.duty().ifPresent(duty -> object.add("duty", duty));
    return object.add("listens", Json.createArrayBuilder(part.listens()));
  }
}
