package dev.trawl.launcher.doctor;

import java.util.Locale;

/** Bytes as people read them. */
final class Size {

  private Size() {}

  static String of(long bytes) {
    return bytes >= 1L << 30
        ? String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30))
        : String.format(Locale.ROOT, "%d MiB", bytes >> 20);
  }
}
