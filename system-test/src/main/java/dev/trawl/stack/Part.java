package dev.trawl.stack;

/** The processes of a stack. The one place that knows the names of their pid files. */
public enum Part {
  DATABASE("postgres"),
  BROKER("broker"),
  APPLICATION("application");

  private final String pidFile;

  Part(String pidFile) {
    this.pidFile = pidFile;
  }

  /** What the command calls it. */
  public String id() {
    return pidFile;
  }

  /** Relative to {@code TRAWL_DATA}; the first line of the file is the pid. */
  public String pidFile() {
    return pidFile(pidFile);
  }

  /** Of any part, by what the command calls it: {@code application-2} is the second node. */
  static String pidFile(String id) {
    return "run/" + id + ".pid";
  }
}
