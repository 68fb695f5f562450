package dev.trawl.document;

/** Whether a page wants its body's text. */
enum Standing {
  /** Its page is stored, and there is no text yet. */
  WANTED,
  /** It was read before. */
  KNOWN,
  /** Its page is yet to be stored: the other copy of the result is behind this one. */
  TOO_EARLY,
  /** This page will not come with it: the job is gone, it asks not to be kept, or came twice. */
  UNWANTED
}
