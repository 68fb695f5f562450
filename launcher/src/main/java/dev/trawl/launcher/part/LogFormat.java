package dev.trawl.launcher.part;

/** How the application writes its log. */
public enum LogFormat {
  /** A line for people. */
  TEXT,
  /** A JSON object a line. */
  JSON
}
