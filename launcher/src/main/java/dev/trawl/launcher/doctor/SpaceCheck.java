package dev.trawl.launcher.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Free space where our own database and broker are, against {@code TRAWL_MIN_FREE}. */
final class SpaceCheck implements Check {

  private static final String SUBJECT = "disk";

  @Override
  public List<Finding> look(Deployment deployment) {
    Path data = deployment.settings().data();
    try {
      return List.of(
          judge(Files.getFileStore(data).getUsableSpace(), deployment.settings().minFree()));
    } catch (IOException e) {
      return List.of(Finding.skipped(SUBJECT, "there is no " + data));
    }
  }

  static Finding judge(long free, long needed) {
    String sentence = Size.of(free) + " free";
    if (free < needed) {
      return Finding.problem(
          SUBJECT,
          sentence + ", less than TRAWL_MIN_FREE (" + Size.of(needed) + "): nothing is crawled",
          "make room, move TRAWL_DATA, or set TRAWL_MIN_FREE lower");
    }
    return free < 2 * needed
        ? Finding.warning(
            SUBJECT,
            sentence + "; at " + Size.of(needed) + " (TRAWL_MIN_FREE) crawling stops",
            "make room soon")
        : Finding.ok(SUBJECT, sentence);
  }
}
