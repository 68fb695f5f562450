package dev.trawl.launcher.part;

/** How the application writes its log. */
public enum LogFormat {
  /** A line for people. */
  TEXT("dev.trawl.logging.TextLines"),
  /** A JSON object a line. */
  JSON("dev.trawl.logging.JsonLines");

  private final String formatter;

  LogFormat(String formatter) {
    this.formatter = formatter;
  }

  /** The class that writes it; it has to be on the server's boot class path. */
  String formatter() {
    return formatter;
  }
}
