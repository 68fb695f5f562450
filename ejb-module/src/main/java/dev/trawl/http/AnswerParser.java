package dev.trawl.http;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.AbstractMessageParser;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.message.LazyLaxLineParser;
import org.apache.hc.core5.http.message.StatusLine;
import org.apache.hc.core5.util.CharArrayBuffer;
import org.jspecify.annotations.Nullable;

/** Parses the heads of a connection's answers, none larger than the limit. Not thread-safe. */
final class AnswerParser extends AbstractMessageParser<ClassicHttpResponse> {
  /** Stands for a line that is no header field. Browsers pass over such lines; so do we. */
  static final Header NO_FIELD = new BasicHeader("", "");

  private static final LazyLaxLineParser LINES =
      new LazyLaxLineParser() {
        @Override
        public Header parseHeader(CharArrayBuffer line) {
          try {
            return super.parseHeader(line);
          } catch (ParseException e) {
            return NO_FIELD;
          }
        }
      };

  private final int maxBytes;
  private final Timeouts timeouts;
  private @Nullable SessionInputBuffer input;

  AnswerParser(Http1Config config, int maxBytes, Timeouts timeouts) {
    super(config, LINES);
    this.maxBytes = maxBytes;
    this.timeouts = timeouts;
  }

  @Override
  public @Nullable ClassicHttpResponse parse(SessionInputBuffer buffer, InputStream socket)
      throws IOException, HttpException {
    input = buffer;
    return super.parse(buffer, new HeadStream(socket, maxBytes, new SpeedCheck(timeouts)));
  }

  @Override
  protected ClassicHttpResponse createMessage(CharArrayBuffer line) throws HttpException {
    StatusLine status = statusLine(line);
    SessionInputBuffer buffer = input;
    if (status.getStatusCode() < 100 || buffer == null) {
      throw new ProtocolException("status code " + status.getStatusCode());
    }
    AnswerHead head = new AnswerHead(status.getStatusCode(), () -> buffer.length() == 0);
    head.setVersion(status.getProtocolVersion());
    return head;
  }

  private static StatusLine statusLine(CharArrayBuffer line) throws HttpException {
    try {
      return LINES.parseStatusLine(line);
    } catch (IllegalArgumentException e) {
      // So the library takes a version such as HTTP/1.-1.
      throw new ProtocolException("status line that cannot be", e);
    }
  }

  /**
   * Refuses to read on when a head grows too large; it cannot know how much of it is body already.
   */
  private static final class HeadStream extends InputStream {
    private final InputStream socket;
    private final SpeedCheck speed;
    private int left;

    HeadStream(InputStream socket, int left, SpeedCheck speed) {
      this.socket = socket;
      this.left = left;
      this.speed = speed;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left <= 0) {
        throw new MessageConstraintException("header too large");
      }
      int count = socket.read(bytes, offset, length);
      if (count > 0) {
        left -= count;
        speed.advance(count);
      }
      return count;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException("the buffer reads blocks");
    }
  }
}
