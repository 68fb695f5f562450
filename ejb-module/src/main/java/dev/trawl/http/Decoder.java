package dev.trawl.http;

import dev.trawl.body.Body;
import dev.trawl.body.BodyBuffer;
import dev.trawl.body.BodyStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Undoes the content codings of a body (RFC 9110 section 8.4). For one exchange. */
final class Decoder {
  /** What servers are told that we take. */
  static final String ACCEPTED =
      ZstdStream.AVAILABLE ? "gzip, deflate, br, zstd" : "gzip, deflate, br";

  private static final int MOST_CODINGS = 2;
  private static final int BUFFER = 8192;

  /** RFC 1950 section 2.2. */
  private static final int DEFLATE_METHOD = 8;

  private final DecoderMemory memory;
  private final BodyStore bodies;
  private final Deadline deadline;

  /** How many bytes were transferred for what the decoders have taken up to now. */
  private LongSupplier transferred = () -> 0;

  Decoder(DecoderMemory memory, BodyStore bodies, Deadline deadline) {
    this.memory = memory;
    this.bodies = bodies;
    this.deadline = deadline;
  }

  /** The codings of an answer, in the order they were applied. */
  static List<String> codings(Headers headers) throws ExchangeException {
    List<String> codings =
        headers.tokens("content-encoding").stream().filter(c -> !c.equals("identity")).toList();
    if (codings.size() > MOST_CODINGS) {
      throw new ExchangeException(
          Reason.MALFORMED, "more than " + MOST_CODINGS + " content codings");
    }
    return codings;
  }

  /**
   * The decoded body. It must be closed, which leaves the body as transferred open.
   *
   * @param mostPacked bytes after which a packed body is too large, or may be cut
   */
  InputStream decode(WireStream wire, List<String> codings, long mostPacked) throws IOException {
    InputStream body = wire;
    transferred = wire::count;
    try {
      for (int i = codings.size() - 1; i >= 0; i--) {
        InputStream decoder = decodeOne(body, codings.get(i), mostPacked);
        body = new UnpackedStream(decoder, transferred);
      }
      return body;
    } catch (IOException | RuntimeException e) {
      body.close();
      throw e;
    }
  }

  private InputStream decodeOne(InputStream body, String coding, long mostPacked)
      throws IOException {
    return switch (coding) {
      case "gzip", "x-gzip" -> gzip(body);
      case "deflate" -> deflate(body);
      case "br" -> brotli(gather(body, mostPacked));
      case "zstd" -> zstd(gather(body, mostPacked));
      default -> throw notAskedFor(coding);
    };
  }

  private static ExchangeException notAskedFor(String coding) {
    return new ExchangeException(
        Reason.MALFORMED, "content coding \"" + coding + "\" was not asked for");
  }

  /**
   * Reads a packed body whole and lets go of what is below it, so that nobody holds a window while
   * a server takes its time, nor two windows at once.
   */
  private GatheredBody gather(InputStream body, long mostPacked) throws IOException {
    try (body;
        BodyBuffer buffer = bodies.buffer()) {
      // One more, at which the body as transferred finds that it is too large.
      new BodyReader(body, buffer, mostPacked + 1).read();
      Body packed = buffer.finish();
      GatheredBody gathered = new GatheredBody(packed, transferred.getAsLong(), deadline);
      transferred = gathered::taken;
      return gathered;
    }
  }

  private InputStream brotli(GatheredBody body) throws IOException {
    try {
      if (body.isEmpty()) {
        return InputStream.nullInputStream();
      }
      int bytes = BrotliStream.memory(body.next(1).get(0));
      return memory.open(bytes, deadline, () -> new BrotliStream(body));
    } catch (IOException | RuntimeException e) {
      body.end();
      throw e;
    }
  }

  private InputStream zstd(GatheredBody body) throws IOException {
    try {
      if (!ZstdStream.AVAILABLE) {
        throw notAskedFor("zstd");
      }
      if (body.isEmpty()) {
        return InputStream.nullInputStream();
      }
      return memory.open(ZstdStream.MEMORY, deadline, () -> new ZstdStream(body, deadline));
    } catch (IOException | RuntimeException e) {
      body.end();
      throw e;
    }
  }

  private static InputStream gzip(InputStream body) throws IOException {
    PushbackInputStream peekable = new PushbackInputStream(body, 1);
    int first = peekable.read();
    if (first < 0) {
      peekable.close();
      return InputStream.nullInputStream(); // servers do send the header with an empty body
    }
    peekable.unread(first);
    return new GZIPInputStream(peekable, BUFFER);
  }

  /** RFC 1950 as the standard says, or RFC 1951 bare as servers send it. */
  private static InputStream deflate(InputStream body) throws IOException {
    PushbackInputStream peekable = new PushbackInputStream(body, 2);
    byte[] start = peekable.readNBytes(2);
    peekable.unread(start);
    if (start.length == 0) {
      peekable.close();
      return InputStream.nullInputStream();
    }
    boolean zlib =
        start.length == 2
            && (start[0] & 0x0f) == DEFLATE_METHOD
            && (((start[0] & 0xff) << 8) | (start[1] & 0xff)) % 31 == 0;
    return new Inflated(peekable, new Inflater(!zlib));
  }

  /** Frees the inflater's native memory when closed, which the superclass does only for its own. */
  private static final class Inflated extends InflaterInputStream {
    Inflated(InputStream body, Inflater inflater) {
      super(body, inflater, BUFFER);
    }

    @Override
    public void close() throws IOException {
      inf.end();
      super.close();
    }
  }
}
