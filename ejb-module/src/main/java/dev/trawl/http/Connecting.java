package dev.trawl.http;

/** Which connection will do for an attempt. Each is stricter than the one before it. */
enum Connecting {
  /** One that is kept alive, or a new one. */
  ANY,
  /** A new one. */
  FRESH,
  /** A new one over which no HTTP/2 is offered. */
  FRESH_HTTP_1
}
