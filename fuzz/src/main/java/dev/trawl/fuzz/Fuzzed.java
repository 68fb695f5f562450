package dev.trawl.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the fuzzer calls, in its process: one target. */
public final class Fuzzed {
  /** Names the target. */
  static final String TARGET = "trawl.fuzz.target";

  /** Names a folder with inputs. */
  static final String INPUTS = "trawl.fuzz.inputs";

  private static final FuzzTarget CHOSEN = FuzzTarget.valueOf(System.getProperty(TARGET));

  private Fuzzed() {}

  /**
   * Runs the inputs once. What is instrumented takes seconds to be loaded, which would count for
   * the first input else.
   */
  public static void fuzzerInitialize() throws IOException {
    for (Path input : FuzzFolder.files(Path.of(System.getProperty(INPUTS)))) {
      byte[] bytes = Files.readAllBytes(input);
      try {
        CHOSEN.test(bytes);
      } catch (Exception | Error e) {
        // The fuzzer runs it again, and reports it.
      }
    }
  }

  public static void fuzzerTestOneInput(byte[] input) throws Exception {
    CHOSEN.test(input);
  }
}
