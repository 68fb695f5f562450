package dev.trawl.launcher.doctor;

import dev.trawl.launcher.part.PartStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The processes that {@code ./trawl up} starts. */
final class PartsCheck implements Check {

  private static final String SUBJECT = "parts";

  @Override
  public List<Finding> look(Deployment deployment) {
    Path run = deployment.settings().data().resolve("run");
    return deployment.stack().status().stream()
        .map(
            part ->
                judge(
                    part,
                    Files.exists(run.resolve(part.part() + ".pid")),
                    part.part().equals("application")
                        && deployment.ask("/health/live").isPresent()))
        .toList();
  }

  /**
   * @param pidFile whether there is one, be it of a process that is gone
   * @param served whether there is one like it that somebody else started
   */
  static Finding judge(PartStatus part, boolean pidFile, boolean served) {
    if (part.ready()) {
      String duty = part.duty().map(d -> ", " + d).orElse("");
      return Finding.ok(SUBJECT, part.part() + " is ready" + duty);
    }
    if (part.process().isPresent()) {
      return Finding.problem(
          SUBJECT,
          part.part() + " runs but is not ready",
          "wait a minute; then see ./trawl logs " + part.part());
    }
    if (served) {
      return Finding.ok(SUBJECT, part.part() + " is there, started by something else");
    }
    return pidFile
        ? Finding.problem(
            SUBJECT,
            part.part() + " has died",
            "see the end of ./trawl logs " + part.part() + ", and start it by ./trawl up")
        : Finding.problem(SUBJECT, part.part() + " is not running", "start it by ./trawl up");
  }
}
