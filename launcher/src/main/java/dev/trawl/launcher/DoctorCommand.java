package dev.trawl.launcher;

import dev.trawl.launcher.doctor.Doctor;
import dev.trawl.launcher.doctor.Finding;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Looks whether all is in order. */
@Command(
    name = "doctor",
    description =
        "Check the deployment, and say what is wrong and what to do. Exit status 1 if there is a problem; warnings alone are 0.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

  @Option(names = "--json", description = "As JSON.")
  private boolean json;

  @Override
  public Integer call() {
    Session session = Session.open();
    List<Finding> findings = Doctor.examine(session.settings(), session.stack());
    if (json) {
      System.out.println(toJson(findings).build());
    } else {
      findings.forEach(DoctorCommand::print);
    }
    return findings.stream().anyMatch(Finding::isProblem) ? 1 : 0;
  }

  private static void print(Finding finding) {
    System.out.printf(
        "%-8s %-12s %s%s%n",
        finding.grade(),
        finding.subject(),
        finding.sentence(),
        finding.remedy().map(remedy -> "; " + remedy).orElse(""));
  }

  private static JsonObjectBuilder toJson(List<Finding> findings) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    for (Finding finding : findings) {
      JsonObjectBuilder object =
          Json.createObjectBuilder()
              .add("check", finding.subject())
              .add("level", finding.grade())
              .add("finding", finding.sentence());
      finding
          .remedy()
          .ifPresentOrElse(r -> object.add("remedy", r), () -> object.addNull("remedy"));
      array.add(object);
    }
    return Json.createObjectBuilder()
        .add("problems", findings.stream().filter(Finding::isProblem).count())
        .add("warnings", findings.stream().filter(Finding::isWarning).count())
        .add("findings", array);
  }
}
