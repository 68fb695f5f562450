package dev.trawl.launcher;

import me.tongfei.progressbar.ProgressBarConsumer;

/**
 * One line of standard error that is written over and over.
 *
 * <p>The library's own consumer opens the terminal to learn its width, and by that gives Ctrl-C
 * back its default: the process is gone before it can ask what shall become of the job.
 */
final class TerminalLine implements ProgressBarConsumer {

  private static final int DEFAULT_WIDTH = 80;

  /**
   * Of the terminal, as the shell script found it; the last column stays free, as some wrap there.
   */
  private final int width = Math.max(20, Integer.getInteger("trawl.columns", DEFAULT_WIDTH)) - 1;

  @Override
  public int getMaxRenderedLength() {
    return width;
  }

  @Override
  public void accept(String line) {
    String shown = line.substring(0, Math.min(line.length(), width));
    System.err.print("\r" + shown + " ".repeat(width - shown.length()));
    System.err.flush();
  }

  @Override
  public void close() {
    System.err.println();
  }
}
