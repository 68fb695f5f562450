package dev.trawl.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * What was done with a target, over all parts.
 *
 * @param seconds that the fuzzer ran
 * @param executions inputs that were tried
 * @param branches places in the code that were reached, at the end
 * @param features the same with how often each was passed, about; what the fuzzer is guided by
 */
record Totals(long seconds, long executions, long branches, long features) {
  static final Totals NONE = new Totals(0, 0, 0, 0);

  /** After one more part. */
  Totals plus(Totals part) {
    return new Totals(
        seconds + part.seconds,
        executions + part.executions,
        Math.max(branches, part.branches),
        Math.max(features, part.features));
  }

  /** The same in another time. */
  Totals within(long other) {
    return new Totals(other, executions, branches, features);
  }

  static Totals load(Path file) throws IOException {
    if (!Files.exists(file)) {
      return NONE;
    }
    Properties read = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      read.load(in);
    }
    return new Totals(
        number(read, "seconds"),
        number(read, "executions"),
        number(read, "branches"),
        number(read, "features"));
  }

  void save(Path file) throws IOException {
    Properties written = new Properties();
    written.setProperty("seconds", Long.toString(seconds));
    written.setProperty("executions", Long.toString(executions));
    written.setProperty("branches", Long.toString(branches));
    written.setProperty("features", Long.toString(features));
    try (OutputStream out = Files.newOutputStream(file)) {
      written.store(out, null);
    }
  }

  private static long number(Properties read, String name) {
    return Long.parseLong(read.getProperty(name, "0"));
  }
}
