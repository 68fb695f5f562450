package dev.trawl.launcher.doctor;

import java.util.List;

/** The Java that runs the command, and by that every part it starts. */
final class JavaCheck implements Check {

  private static final String SUBJECT = "java";
  private static final int TESTED = 17;
  private static final int NEWEST_LIKELY = 21;

  @Override
  public List<Finding> look(Deployment deployment) {
    return List.of(judge(Runtime.version().feature()));
  }

  static Finding judge(int version) {
    String sentence = "Java " + version;
    if (version < TESTED) {
      return Finding.problem(SUBJECT, sentence + " is too old", "install Java 17");
    }
    return version > NEWEST_LIKELY
        ? Finding.warning(
            SUBJECT,
            sentence + " is newer than what the application server is made for",
            "set JAVA_HOME to a Java 17 or 21 if something is odd")
        : Finding.ok(SUBJECT, sentence);
  }
}
