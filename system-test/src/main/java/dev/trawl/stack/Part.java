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

  /** Relative to {@code TRAWL_DATA}; the first line of the file is the pid. */
  public String pidFile() {
    return "run/" + pidFile + ".pid";
  }
}
