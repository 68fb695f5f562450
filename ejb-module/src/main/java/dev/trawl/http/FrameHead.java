package dev.trawl.http;

import org.apache.hc.core5.http2.frame.FrameFlag;
import org.apache.hc.core5.http2.frame.FrameType;

/**
 * What stands before a frame's payload (RFC 9113 section 4.1); type and flags may be such as nobody
 * knows.
 *
 * @param length of the payload, padding included, in bytes
 */
record FrameHead(int length, int type, int flags, int streamId) {
  static final int BYTES = 9;

  boolean is(FrameType known) {
    return known.same(type);
  }

  boolean has(FrameFlag flag) {
    return (flags & flag.getValue()) != 0;
  }
}
