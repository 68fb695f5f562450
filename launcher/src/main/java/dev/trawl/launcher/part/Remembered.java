package dev.trawl.launcher.part;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A number that the last {@code up} was told.
 *
 * @param file whose only line is the number
 * @param most the largest that makes sense
 */
record Remembered(Path file, int most) {

  /** One, until somebody has wanted more. */
  int number() {
    try {
      int number = Integer.parseInt(Files.readString(file).strip());
      return Math.max(1, Math.min(number, most));
    } catch (IOException | NumberFormatException e) {
      return 1;
    }
  }

  void set(int number) {
    Folders.write(file, number + "\n");
  }

  /**
   * Refuses a number that is out of range.
   *
   * @throws Trouble naming the option
   */
  static int check(String option, int number, int most) {
    if (number < 1 || number > most) {
      throw Trouble.wrongUse(
          option + " takes a number from 1 to " + most + ", not " + number + ".");
    }
    return number;
  }
}
