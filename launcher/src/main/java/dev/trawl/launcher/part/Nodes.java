package dev.trawl.launcher.part;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How many nodes the stack has, as the last {@code up} was told.
 *
 * @param file whose only line is the number
 */
record Nodes(Path file) {

  /** More than one machine carries; there is one database behind them. */
  public static final int MOST = 16;

  /** One, until somebody has wanted more. */
  int wanted() {
    try {
      int number = Integer.parseInt(Files.readString(file).strip());
      return Math.max(1, Math.min(number, MOST));
    } catch (IOException | NumberFormatException e) {
      return 1;
    }
  }

  void want(int number) {
    Folders.write(file, number + "\n");
  }

  /**
   * Refuses a number that is out of range.
   *
   * @throws Trouble naming the option
   */
  static int check(String option, int number) {
    if (number < 1 || number > MOST) {
      throw Trouble.wrongUse(
          option + " takes a number from 1 to " + MOST + ", not " + number + ".");
    }
    return number;
  }
}
