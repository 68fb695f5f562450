package dev.trawl.document;

import java.io.Serial;

/**
 * A worker ended amid a document, as processes do that somebody else ends. It says nothing of the
 * document, and is counted all the same: who has taken a worker over may choose its status.
 */
final class WorkerEndedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  WorkerEndedException(String how) {
    super("a document was not read to its end: " + how);
  }
}
