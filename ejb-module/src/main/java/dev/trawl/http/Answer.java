package dev.trawl.http;

import dev.trawl.body.Body;
import java.net.InetAddress;
import java.time.Duration;

/**
 * A complete answer. To be closed when its body is not needed any more.
 *
 * @param status 200 to 999; interim answers (1xx) are skipped
 * @param headers as received, {@code Content-Encoding} included although the body is decoded
 * @param content its body after content decoding; empty where there is none
 * @param cut whether the body goes on where {@code content} ends, which only {@link Limits#cutAt}
 *     allows
 * @param wireBytes bytes of the body as transferred: before content decoding, without chunk framing
 * @param duration from the start of the fetch to the last byte, waiting for a connection included
 * @param address the address that was connected to
 * @param protocol such as {@code HTTP/1.1} or {@code HTTP/2}
 */
public record Answer(
    int status,
    Headers headers,
    Body content,
    boolean cut,
    long wireBytes,
    Duration duration,
    InetAddress address,
    String protocol)
    implements Exchange, AutoCloseable {

  /** The body in memory, however large it is: for answers to requests that allow little only. */
  public byte[] body() {
    return content.bytes();
  }

  @Override
  public void close() {
    content.close();
  }
}
