package dev.trawl.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Undoes the content codings of a body (RFC 9110 section 8.4). */
final class Decoder {
  private static final int MOST_CODINGS = 2;
  private static final int BUFFER = 8192;

  /** RFC 1950 section 2.2. */
  private static final int DEFLATE_METHOD = 8;

  private Decoder() {}

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

  /** The decoded body. It must be closed, which leaves the body as transferred open. */
  static InputStream decode(WireStream wire, List<String> codings) throws IOException {
    InputStream body = wire;
    for (int i = codings.size() - 1; i >= 0; i--) {
      body = new UnpackedStream(decodeOne(body, codings.get(i)), wire);
    }
    return body;
  }

  private static InputStream decodeOne(InputStream body, String coding) throws IOException {
    return switch (coding) {
      case "gzip", "x-gzip" -> gzip(body);
      case "deflate" -> deflate(body);
      default ->
          throw new ExchangeException(
              Reason.MALFORMED, "content coding \"" + coding + "\" was not asked for");
    };
  }

  private static InputStream gzip(InputStream body) throws IOException {
    PushbackInputStream peekable = new PushbackInputStream(body, 1);
    int first = peekable.read();
    if (first < 0) {
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
