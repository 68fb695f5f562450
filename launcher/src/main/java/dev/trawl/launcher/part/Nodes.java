package dev.trawl.launcher.part;

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
    return new Remembered(file, MOST).number();
  }

  void want(int number) {
    new Remembered(file, MOST).set(number);
  }

  /**
   * Refuses a number that is out of range.
   *
   * @throws Trouble naming the option
   */
  static int check(String option, int number) {
    return Remembered.check(option, number, MOST);
  }
}
