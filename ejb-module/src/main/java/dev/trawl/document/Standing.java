package dev.trawl.document;

/** Whether a body's text is wanted. */
enum Standing {
  /** Its page is stored, and there is no text yet. */
  WANTED,
  /** It was read before. */
  KNOWN,
  /** Its page is yet to be stored: the other copy of the result is behind this one. */
  TOO_EARLY,
  /** No page of that body will come: the job is gone, it asks not to be kept, or came twice. */
  UNWANTED
}
