package dev.trawl.launcher;

import dev.trawl.launcher.client.Api;
import dev.trawl.launcher.part.Trouble;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at messages that could not be processed, sends them back or removes them. */
@Command(
    name = "dead-letters",
    description = "List, show, replay or discard messages that could not be processed.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "list|show|replay|discard")
final class DeadLettersCommand implements Runnable {

  /** A reason may be long; show has the whole of it. */
  private static final int WIDEST = 200;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say which: list, show, replay or discard.");
  }

  @Command(description = "One line a message, oldest first.", mixinStandardHelpOptions = true)
  void list(@Option(names = "--json", description = "As JSON.") boolean json) {
    if (json) {
      JsonArrayBuilder array = Json.createArrayBuilder();
      api().deadLetters().forEach(array::add);
      System.out.println(Json.createObjectBuilder().add("items", array).build());
    } else {
      api().deadLetters().forEach(letter -> System.out.println(line(letter)));
    }
  }

  @Command(
      description = "All that is known of a message, as JSON.",
      mixinStandardHelpOptions = true)
  void show(@Parameters(paramLabel = "ID") String id) {
    System.out.println(api().deadLetterJson(id));
  }

  @Command(
      description = "Send a message back to where it came from, once.",
      mixinStandardHelpOptions = true)
  void replay(
      @Parameters(paramLabel = "ID", arity = "0..1") @Nullable String id,
      @Option(names = "--all", description = "All that can be sent back.") boolean all) {
    each(id, all, letter -> letter.getBoolean("replayable", false), Api::replay, "sent back");
  }

  @Command(description = "Remove a message.", mixinStandardHelpOptions = true)
  void discard(
      @Parameters(paramLabel = "ID", arity = "0..1") @Nullable String id,
      @Option(names = "--all", description = "All of them.") boolean all) {
    each(id, all, letter -> true, Api::discard, "removed");
  }

  private void each(
      @Nullable String id,
      boolean all,
      Predicate<JsonObject> wanted,
      BiConsumer<Api, String> verb,
      String done) {
    if (all == (id != null)) {
      throw new ParameterException(spec.commandLine(), "Give an ID, or --all.");
    }
    Api api = api();
    if (id != null) {
      verb.accept(api, id);
      return;
    }
    int left = 0;
    Set<String> ids = new LinkedHashSet<>();
    for (JsonObject letter : api.deadLetters()) {
      Optional<String> found = text(letter, "id");
      if (found.isPresent() && wanted.test(letter)) {
        ids.add(found.get());
      } else {
        left++;
      }
    }
    ids.forEach(found -> verb.accept(api, found));
    Output.say(ids.size() + " dead letters " + done + ".");
    if (left > 0) {
      throw Trouble.failed(left + " could not be; ./trawl dead-letters list shows them.");
    }
  }

  static String line(JsonObject letter) {
    String line =
        "%-36s  %-20s  %-20s  %s"
            .formatted(
                text(letter, "id").orElse("(no id)"),
                text(letter, "deadLetteredAt").map(at -> at.replaceFirst("\\..*", "Z")).orElse(""),
                text(letter, "origin").orElse("(unknown)"),
                text(letter, "reason").orElse("").replaceAll("\\s+", " "));
    return line.length() <= WIDEST ? line : line.substring(0, WIDEST - 1) + "…";
  }

  private static Optional<String> text(JsonObject letter, String field) {
    return Optional.ofNullable(letter.getString(field, null));
  }

  private static Api api() {
    return Session.open().api();
  }
}
