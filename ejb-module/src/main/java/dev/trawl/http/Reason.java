package dev.trawl.http;

/**
 * Why there is no complete answer. {@link #wire()} is the name used in messages, REST and the
 * database.
 */
public enum Reason {
  /** The name has no address, or the name service did not answer. */
  DNS("dns"),
  /**
   * Every address of the host is in a network that is not to be fetched from. Final: asking again
   * cannot help.
   */
  ADDRESS_REFUSED("address-refused"),
  /** Somebody answered that nobody listens on the port. */
  REFUSED("refused"),
  /** No route to the address, or the system would not try. */
  UNREACHABLE("unreachable"),
  /** No connection, or no TLS handshake, within the connect timeout. */
  CONNECT_TIMEOUT("connect-timeout"),
  /**
   * The TLS handshake failed: certificate, name, protocol version, or a peer that does not speak
   * TLS.
   */
  TLS("tls"),
  /** Connected, but not one byte of an answer in time. */
  TIMEOUT("timeout"),
  /**
   * The answer began, but came below the lowest speed, or was not complete in the time for a whole
   * answer.
   */
  TOO_SLOW("too-slow"),
  /**
   * The connection, or the request's stream of HTTP/2, was closed or reset before the answer was
   * complete. Over HTTP/1.1 a body shorter than its Content-Length belongs here: what is seen is a
   * connection that ended early, and asking again may well succeed.
   */
  RESET("reset"),
  /**
   * Not HTTP, a header over the limits, broken chunks or frames, frames without end that bring
   * nothing, a body that is ended at another length than announced or that is not in its announced
   * coding.
   */
  MALFORMED("malformed"),
  /** The decoded body is larger than {@link Limits#maxBodyBytes()}. */
  TOO_LARGE("too-large"),
  /** The body unpacks to so many times its size that it can only be meant as harm. */
  BOMB("bomb"),
  /**
   * The request was given up on our side: the thread was interrupted, the client closed, no
   * connection or memory for a decoder came free, the address has enough requests, or there is no
   * room for the body. It says nothing about the server and must not be counted against it.
   */
  CANCELLED("cancelled"),
  /**
   * The proxy that the request has to go through cannot be reached, does not let us in, or does not
   * answer as a proxy does. Like {@link #CANCELLED} it says nothing about the server.
   */
  PROXY("proxy-unavailable");

  private final String wire;

  Reason(String wire) {
    this.wire = wire;
  }

  /** The name outside this program; lower case, words joined by hyphens; never changes. */
  public String wire() {
    return wire;
  }

  /** Whether it says nothing about the server, so that the request is to be made another time. */
  boolean isOurs() {
    return this == CANCELLED || this == PROXY;
  }
}
