package dev.trawl.parse;

import java.util.Optional;

/** The marks of the Encoding Standard's "BOM sniff", with their length in bytes. */
enum ByteOrderMark {
  UTF_8(Encoding.UTF_8, 0xEF, 0xBB, 0xBF),
  UTF_16BE(Encoding.UTF_16BE, 0xFE, 0xFF),
  UTF_16LE(Encoding.UTF_16LE, 0xFF, 0xFE);

  private final Encoding encoding;
  private final String octets;

  ByteOrderMark(Encoding encoding, int... octets) {
    this.encoding = encoding;
    this.octets = new String(octets, 0, octets.length);
  }

  static Optional<ByteOrderMark> of(byte[] body) {
    for (ByteOrderMark mark : values()) {
      if (mark.begins(body)) {
        return Optional.of(mark);
      }
    }
    return Optional.empty();
  }

  Encoding encoding() {
    return encoding;
  }

  int length() {
    return octets.length();
  }

  private boolean begins(byte[] body) {
    for (int i = 0; i < length(); i++) {
      if (i >= body.length || (body[i] & 0xFF) != octets.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
