package dev.trawl.http;

import dev.trawl.body.Body;
import dev.trawl.body.BodyBuffer;
import dev.trawl.body.BodyStore;
import dev.trawl.body.SpoolException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;

/** Reads the body that belongs to an answer's head, within the limits. */
final class AnswerReader {
  /**
   * Codings add a little to what does not pack; a body over its limit by more than this is too
   * large.
   */
  private static final long PACKING_OVERHEAD = 64 * 1024;

  private final Timeouts timeouts;
  private final Limits limits;
  private final Decoder decoder;
  private final BodyStore bodies;

  AnswerReader(Timeouts timeouts, Limits limits, Decoder decoder, BodyStore bodies) {
    this.timeouts = timeouts;
    this.limits = limits;
    this.decoder = decoder;
    this.bodies = bodies;
  }

  /** A body, and whether it was read to its end so that the connection can serve again. */
  record Content(Body body, boolean cut, long wireBytes, boolean atEnd) {
    static final Content NONE = new Content(Body.EMPTY, false, 0, true);
  }

  static Headers headers(AnswerHead head) {
    return new Headers(
        Arrays.stream(head.getHeaders())
            .filter(header -> header != AnswerParser.NO_FIELD)
            .map(AnswerReader::field)
            .toList());
  }

  private static Headers.Field field(Header header) {
    return new Headers.Field(header.getName(), header.getValue());
  }

  Content read(AnswerHead head, Headers headers) throws IOException {
    HttpEntity entity = head.getEntity();
    if (entity == null) {
      return Content.NONE;
    }
    List<String> codings = Decoder.codings(headers);
    if (codings.isEmpty()) {
      checkAnnounced(entity.getContentLength());
    }
    long mostPacked = limits.maxBodyBytes() + PACKING_OVERHEAD;
    WireStream wire =
        new WireStream(entity.getContent(), timeouts, limits.cut() ? Long.MAX_VALUE : mostPacked);
    long announced = codings.isEmpty() ? entity.getContentLength() : -1;
    try (InputStream decoded = decoder.decode(wire, codings, mostPacked);
        BodyBuffer buffer =
            bodies.buffer(BodyReader.firstBuffer(announced, limits.maxBodyBytes()))) {
      return readDecoded(decoded, buffer, wire);
    } catch (SpoolException e) {
      throw new ExchangeException(Reason.CANCELLED, FailureReasons.detail(e));
    }
  }

  private Content readDecoded(InputStream decoded, BodyBuffer buffer, WireStream wire)
      throws IOException {
    BodyReader reader = new BodyReader(decoded, buffer, limits.maxBodyBytes());
    reader.read();
    boolean more = reader.hasMore();
    if (more && !limits.cut()) {
      throw tooLarge();
    }
    boolean atEnd = !more && isAtEnd(wire);
    return new Content(buffer.finish(), more, wire.count(), atEnd);
  }

  /**
   * Reads what a decoder left over, the last chunk at the least; a server that goes on is not heard
   * out.
   */
  private static boolean isAtEnd(WireStream wire) throws IOException {
    byte[] rest = new byte[512];
    int count = wire.read(rest);
    for (int rounds = 0; count >= 0 && rounds < 16; rounds++) {
      count = wire.read(rest);
    }
    return count < 0;
  }

  private void checkAnnounced(long length) throws ExchangeException {
    if (length > limits.maxBodyBytes() && !limits.cut()) {
      throw tooLarge();
    }
  }

  private ExchangeException tooLarge() {
    return new ExchangeException(Reason.TOO_LARGE, "more than " + limits.maxBodyBytes() + " bytes");
  }
}
