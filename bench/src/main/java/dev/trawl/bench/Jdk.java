package dev.trawl.bench;

import java.nio.file.Path;

/** The tools of the JDK that runs the benchmark. */
final class Jdk {

  private Jdk() {}

  static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }
}
