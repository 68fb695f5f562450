package dev.trawl.http;

import com.github.luben.zstd.ZstdOutputStream;
import dev.trawl.fuzz.Input;
import dev.trawl.fuzz.Oracle;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;

/**
 * A body in its content codings. First line: the largest body that is wanted (4^digit bytes), "c"
 * if a larger one is cut, "p" if what follows is to be packed in the codings first, and these, as
 * in the header.
 */
public final class CodingFuzz {
  private CodingFuzz() {}

  public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
    Input input = new Input(bytes);
    Limits limits = Reading.limits(input);
    boolean isPacked = input.option() == 'p';
    Headers headers = Headers.of("Content-Encoding", input.line());
    byte[] body = input.rest();
    if (isPacked) {
      checkPacked(body, headers, limits);
    } else {
      checkAny(body, headers, limits);
    }
  }

  private static void checkAny(byte[] body, Headers headers, Limits limits) {
    try {
      AnswerReader.Content content = read(body, headers, limits);
      Oracle.check(content.body().length() <= limits.maxBodyBytes(), "a body over the limit");
      Oracle.check(limits.cut() || !content.cut(), "cut, and nobody asked for that");
      Oracle.check(content.wireBytes() <= body.length, "more bytes than there were");
    } catch (IOException e) {
      Oracle.line(FailureReasons.detail(e));
    }
  }

  private static void checkPacked(byte[] body, Headers headers, Limits limits) throws IOException {
    byte[] packed;
    try {
      packed = pack(body, Decoder.codings(headers));
    } catch (ExchangeException e) {
      return; // too many of them, or one that nothing packs in here
    }
    boolean fits = body.length <= limits.maxBodyBytes();
    if (fits || limits.cut()) {
      AnswerReader.Content content = read(packed, headers, limits);
      byte[] expected = fits ? body : Arrays.copyOf(body, (int) limits.maxBodyBytes());
      Oracle.check(Arrays.equals(content.body().bytes(), expected), "not what was packed");
      Oracle.check(content.cut() == !fits, "cut: " + content.cut());
      Oracle.check(!fits || content.wireBytes() == packed.length, "not all of it was read");
    } else {
      Oracle.same(reason(packed, headers, limits), Reason.TOO_LARGE);
    }
  }

  private static Reason reason(byte[] body, Headers headers, Limits limits) throws IOException {
    try {
      read(body, headers, limits);
    } catch (ExchangeException e) {
      return e.reason();
    }
    throw new AssertionError("a body over the limit");
  }

  private static AnswerReader.Content read(byte[] body, Headers headers, Limits limits)
      throws IOException {
    AnswerHead head = new AnswerHead(200, () -> true);
    head.setEntity(new InputStreamEntity(new ByteArrayInputStream(body), body.length, null));
    return Reading.of(head, headers, limits);
  }

  private static byte[] pack(byte[] body, List<String> codings) throws IOException {
    byte[] packed = body;
    for (String coding : codings) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (OutputStream out = packer(coding, bytes)) {
        out.write(packed);
      }
      packed = bytes.toByteArray();
    }
    return packed;
  }

  private static OutputStream packer(String coding, OutputStream out) throws IOException {
    return switch (coding) {
      case "gzip", "x-gzip" -> new GZIPOutputStream(out);
      case "deflate" -> new DeflaterOutputStream(out);
      case "zstd" -> new ZstdOutputStream(out);
      default -> throw new ExchangeException(Reason.MALFORMED, coding);
    };
  }
}
