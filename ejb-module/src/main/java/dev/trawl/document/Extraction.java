package dev.trawl.document;

import java.util.Optional;

/** What came of the attempt to take text from a document. */
sealed interface Extraction {
  /**
   * There is text, possibly empty.
   *
   * @param text at most as many characters as the pool allows
   * @param title as the document says
   * @param author the same; several are separated by semicolons
   * @param pages from 1, as the document says or as they were counted
   * @param cut whether the document has more text than that
   */
  record Text(
      String text,
      Optional<String> title,
      Optional<String> author,
      Optional<Integer> pages,
      boolean cut)
      implements Extraction {}

  /**
   * There is none, and trying again would end the same way.
   *
   * @param error {@link #TIMEOUT} or {@link #FAILED}
   * @param detail why, for people
   */
  record Failed(String error, String detail) implements Extraction {
    /** It took longer than a document may. */
    static final String TIMEOUT = "extraction-timeout";

    /** It cannot be read as what it is, needs more memory than there is, or ended its process. */
    static final String FAILED = "extraction-failed";
  }
}
