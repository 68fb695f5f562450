package dev.trawl.launcher.doctor;

import dev.trawl.launcher.part.Http;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the first node lives, is ready, and takes the token. */
final class ApiCheck implements Check {

  private static final String SUBJECT = "api";

  @Override
  public List<Finding> look(Deployment deployment) {
    String address = deployment.settings().address();
    return judge(
        address,
        deployment.ask("/health/live").map(Http.Reply::status),
        Http.healthy(address + "/health/ready"),
        deployment.ask("/api/jobs?limit=1").map(Http.Reply::status),
        deployment.settings().token().isPresent());
  }

  /** The numbers are HTTP's; empty if there was no answer. */
  static List<Finding> judge(
      String address,
      Optional<Integer> live,
      boolean ready,
      Optional<Integer> jobs,
      boolean token) {
    if (live.isEmpty()) {
      return List.of(
          Finding.problem(
              SUBJECT,
              "nothing answers at " + address,
              "see ./trawl status; or set TRAWL_HTTP_HOST and TRAWL_HTTP_PORT to where it is"));
    }
    List<Finding> findings = new ArrayList<>();
    if (!ready) {
      findings.add(
          Finding.problem(
              SUBJECT,
              address + " answers but is not ready",
              "see " + address + "/health/ready, and ./trawl logs application"));
    }
    jobs.flatMap(status -> token(status, token)).ifPresent(findings::add);
    return findings.isEmpty()
        ? List.of(Finding.ok(SUBJECT, address + " is ready, and takes the token"))
        : findings;
  }

  private static Optional<Finding> token(int status, boolean token) {
    if (status == 401) {
      return Optional.of(
          Finding.problem(
              SUBJECT,
              token ? "the token is refused" : "there is no token",
              "set TRAWL_ADMIN_TOKEN to the one that the nodes have, or see \"The token\" in docs/configuration.md"));
    }
    return status == 200
        ? Optional.empty()
        : Optional.of(
            Finding.problem(
                SUBJECT,
                "GET /api/jobs is answered with " + status,
                "see ./trawl logs application"));
  }
}
