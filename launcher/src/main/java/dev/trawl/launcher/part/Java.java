package dev.trawl.launcher.part;

import java.nio.file.Path;

/** The Java that runs us, for the parts that are Java too. */
final class Java {

  private Java() {}

  static String program() {
    return Path.of(System.getProperty("java.home", ""), "bin", "java").toString();
  }
}
