package dev.trawl.launcher.doctor;

import java.util.List;

/** Whether an operator who is annoyed learns whom to write to. */
final class ContactCheck implements Check {

  private static final String SUBJECT = "user agent";

  @Override
  public List<Finding> look(Deployment deployment) {
    return List.of(judge(deployment.variable("TRAWL_USER_AGENT")));
  }

  static Finding judge(String userAgent) {
    return userAgent.contains("://") || userAgent.contains("@")
        ? Finding.ok(SUBJECT, userAgent)
        : Finding.warning(
            SUBJECT,
            "it says nobody whom an operator could write to",
            "set TRAWL_USER_AGENT, as in \"Trawl/0.1 (+https://example.org/crawler)\", for public hosts");
  }
}
