package dev.trawl.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http2.frame.FrameFlag;
import org.apache.hc.core5.http2.frame.FrameType;
import org.apache.hc.core5.http2.hpack.HPackDecoder;
import org.apache.hc.core5.http2.hpack.HPackException;

/**
 * Reads the field blocks of one connection (RFC 9113 section 4.3): all of them, as each may change
 * what the next means. None is larger, packed or unpacked, than a head may be. Not thread-safe.
 */
final class FieldBlocks {
  /** The size of the dynamic table if nothing is said (RFC 9113 section 6.5.2). */
  private static final int TABLE_BYTES = 4096;

  /** What a field counts besides its characters (RFC 9113 section 6.5.2). */
  private static final int FIELD_OVERHEAD = 32;

  private static final int PRIORITY_BYTES = 5;

  private final FrameInput input;
  private final int maxBytes;
  private final Timeouts timeouts;

  /** For this charset it makes one char of each byte, whatever its value. */
  private final HPackDecoder decoder = new HPackDecoder(TABLE_BYTES, StandardCharsets.US_ASCII);

  FieldBlocks(FrameInput input, int maxBytes, Timeouts timeouts) {
    this.input = input;
    this.maxBytes = maxBytes;
    this.timeouts = timeouts;
  }

  /** The fields of the block that begins with that HEADERS frame. */
  List<Header> read(FrameHead headers, int mostFields) throws IOException {
    ByteBuffer block = ByteBuffer.wrap(gather(headers));
    try {
      return decode(block, mostFields);
    } catch (HPackException | RuntimeException e) {
      // The decoder takes some numbers that are too large for places in its buffers.
      throw ExchangeException.malformed("header fields that cannot be unpacked: " + e.getMessage());
    }
  }

  private byte[] gather(FrameHead headers) throws IOException {
    SpeedCheck speed = new SpeedCheck(timeouts);
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    FrameHead frame = headers;
    int size = size(frame);
    append(payload(frame, speed), headers, block);
    while (!frame.has(FrameFlag.END_HEADERS)) {
      frame = input.head();
      if (!frame.is(FrameType.CONTINUATION) || frame.streamId() != headers.streamId()) {
        throw ExchangeException.malformed("another frame inside of a field block");
      }
      size += size(frame);
      if (size > maxBytes) {
        throw tooLarge();
      }
      block.write(payload(frame, speed));
    }
    return block.toByteArray();
  }

  /** Frames without a byte of payload are not for nothing. */
  private static int size(FrameHead frame) {
    return FrameHead.BYTES + frame.length();
  }

  private byte[] payload(FrameHead frame, SpeedCheck speed) throws IOException {
    speed.advance(FrameHead.BYTES);
    byte[] payload = new byte[frame.length()];
    int size = 0;
    while (size < payload.length) {
      int count = input.read(payload, size, payload.length - size);
      speed.advance(count);
      size += count;
    }
    return payload;
  }

  private static void append(byte[] payload, FrameHead headers, ByteArrayOutputStream block)
      throws ExchangeException {
    boolean padded = headers.has(FrameFlag.PADDED);
    int start = (padded ? 1 : 0) + (headers.has(FrameFlag.PRIORITY) ? PRIORITY_BYTES : 0);
    int padding = padded && payload.length > 0 ? payload[0] & 0xff : 0;
    int size = payload.length - start - padding;
    if (size < 0) {
      throw ExchangeException.malformed("padding longer than its frame");
    }
    block.write(payload, start, size);
  }

  private List<Header> decode(ByteBuffer block, int mostFields)
      throws ExchangeException, HPackException {
    List<Header> fields = new ArrayList<>();
    int size = 0;
    Header field = decoder.decodeHeader(block);
    while (field != null) {
      int length = field.getName().length() + field.getValue().length();
      size += length + FIELD_OVERHEAD;
      if (size > maxBytes || length > maxBytes / 4 || fields.size() == mostFields) {
        throw tooLarge();
      }
      fields.add(field);
      field = decoder.decodeHeader(block);
    }
    return fields;
  }

  private static ExchangeException tooLarge() {
    return ExchangeException.malformed("header too large");
  }
}
