package dev.trawl.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The results as a Markdown table. */
final class FuzzTable {
  private FuzzTable() {}

  static String of(List<FuzzFolder> folders) throws IOException {
    StringBuilder table = new StringBuilder();
    table.append(
        "| target | seconds | executions | a second | branches | features | kept inputs |");
    table.append(
        " KB | finds |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
    for (FuzzFolder folder : folders) {
      Totals totals = Totals.load(folder.totals());
      List<Path> kept = FuzzFolder.files(folder.kept());
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %d | %d | %d | %d | %d | %d | %d | %d |%n",
              folder.target().label(),
              totals.seconds(),
              totals.executions(),
              totals.executions() / Math.max(1, totals.seconds()),
              totals.branches(),
              totals.features(),
              kept.size(),
              (bytes(kept) + 1023) / 1024,
              FuzzFolder.files(folder.finds()).size()));
    }
    return table.toString();
  }

  private static long bytes(List<Path> files) throws IOException {
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
    }
    return bytes;
  }
}
