package dev.trawl.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Pattern;

/** Writes the corpus that is kept anew, as small as it can be. */
final class Kept {
  /** As the fuzzer names files: by what is in them. What people put there has other names. */
  private static final Pattern MADE_UP = Pattern.compile("[0-9a-f]{40}");

  private Kept() {}

  /** Takes what was found since, and leaves out what is not needed any more. */
  static void renew(FuzzFolder folder) throws IOException, InterruptedException {
    Path smallest = folder.work().resolve("smallest");
    Files.createDirectories(smallest);
    for (Path file : FuzzFolder.files(smallest)) {
      Files.delete(file);
    }
    for (Path file : FuzzFolder.files(folder.kept())) {
      if (!isMadeUp(file)) {
        Files.copy(file, smallest.resolve(file.getFileName()));
      }
    }
    new FuzzRun(folder).merge(smallest);
    for (Path file : FuzzFolder.files(folder.kept())) {
      if (isMadeUp(file)) {
        Files.delete(file);
      }
    }
    for (Path file : FuzzFolder.files(smallest)) {
      Files.move(
          file, folder.kept().resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static boolean isMadeUp(Path file) {
    return MADE_UP.matcher(file.getFileName().toString()).matches();
  }
}
