package dev.trawl.stack;

import java.nio.file.Path;

/** The tools of the JDK that runs us. */
public final class Jdk {

  private Jdk() {}

  public static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }
}
