package dev.trawl.body;

import java.io.IOException;
import java.io.Serial;

/**
 * A body does not fit into memory, and its file cannot be written: the disk is full, or the like.
 */
public final class SpoolException extends IOException {
  @Serial private static final long serialVersionUID = 1;

  SpoolException(IOException cause) {
    super("a large body finds no room on disk: " + cause, cause);
  }
}
