package dev.trawl.http;

import java.net.InetAddress;
import java.time.Duration;

/**
 * A complete answer.
 *
 * @param status 200 to 999; interim answers (1xx) are skipped
 * @param headers as received, {@code Content-Encoding} included although the body is decoded
 * @param body its bytes after content decoding; empty where there is none; not copied, so not to be
 *     written into
 * @param cut whether the body goes on where {@code body} ends, which only {@link Limits#cutAt}
 *     allows
 * @param wireBytes bytes of the body as transferred: before content decoding, without chunk framing
 * @param duration from the start of the fetch to the last byte, waiting for a connection included
 * @param address the address that was connected to
 * @param protocol such as {@code HTTP/1.1} or {@code HTTP/2}
 */
// Nobody compares answers, and a copy of every page would cost more than it guards.
@SuppressWarnings("ArrayRecordComponent")
public record Answer(
    int status,
    Headers headers,
    byte[] body,
    boolean cut,
    long wireBytes,
    Duration duration,
    InetAddress address,
    String protocol)
    implements Exchange {}
