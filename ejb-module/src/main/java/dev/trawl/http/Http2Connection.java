package dev.trawl.http;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.HttpTransportMetrics;
import org.apache.hc.core5.http.io.entity.BasicHttpEntity;
import org.apache.hc.core5.http2.frame.FrameFlag;
import org.apache.hc.core5.http2.frame.FrameType;

/**
 * HTTP/2 (RFC 9113) as a client speaks it that asks for one thing at a time: one stream after the
 * other. What concerns the connection is dealt with while an answer is waited for; between two
 * requests nobody listens. Not thread-safe.
 */
final class Http2Connection {
  /** Frames that bring nothing, for one answer; servers ask now and then whether we are there. */
  private static final int MOST_FRUITLESS = 1000;

  private static final ContentLengthStrategy LENGTH = new AnswerLength();

  private final FrameInput input;
  private final FrameOutput output;
  private final FieldBlocks blocks;
  private final Http2Control control;
  private final int maxHeaderBytes;
  private final ReceiveWindow connectionWindow = new ReceiveWindow();
  private ReceiveWindow streamWindow = new ReceiveWindow();
  private int streamId = -1;
  private boolean ended;
  private int fruitless;

  Http2Connection(Socket socket, HttpSettings settings) throws IOException {
    input = new FrameInput(socket);
    output = new FrameOutput(socket.getOutputStream());
    blocks = new FieldBlocks(input, settings.maxHeaderBytes(), settings.timeouts());
    control = new Http2Control(input, output);
    maxHeaderBytes = settings.maxHeaderBytes();
  }

  /** Bytes of answers that came, without those of the connection's own frames. */
  HttpTransportMetrics answered() {
    return input.answered();
  }

  /** Writes a request, which has no body; it is sent by {@link #flush()}. */
  void ask(ClassicHttpRequest request) throws IOException {
    if (request.getEntity() != null) {
      throw new UnsupportedOperationException("a request with a body");
    }
    if (streamId < 0) {
      output.preface(maxHeaderBytes);
    }
    streamId += 2;
    streamWindow = new ReceiveWindow();
    ended = false;
    fruitless = 0;
    control.opened(streamId);
    input.await(streamId);
    output.request(streamId, Http2Request.block(request));
  }

  void flush() throws IOException {
    output.flush();
  }

  /** The next head of the answer, which may be an interim one. */
  AnswerHead head() throws IOException {
    FrameHead frame = next();
    if (!frame.is(FrameType.HEADERS)) {
      throw ExchangeException.malformed("a body without a head");
    }
    List<Header> fields = blocks.read(frame, Connections.MOST_HEADER_LINES);
    AnswerHead head = Http2Head.of(fields, this::isClean);
    ended = frame.has(FrameFlag.END_STREAM);
    int status = head.getCode();
    if (status == HttpStatus.SC_SWITCHING_PROTOCOLS || (ended && status < HttpStatus.SC_SUCCESS)) {
      throw ExchangeException.malformed("an answer that ends with status " + status);
    }
    return head;
  }

  /** The body behind a head. */
  HttpEntity body(AnswerHead head) throws HttpException {
    long announced = LENGTH.determineLength(head);
    Http2Body body = new Http2Body(this, input, announced);
    return new BasicHttpEntity(body, Math.max(-1, announced), null);
  }

  /** Whether the server has ended its answer, of which there may be bytes left. */
  boolean hasEnded() {
    return ended;
  }

  /** The next DATA or HEADERS frame of the answer, of which only the head was taken. */
  FrameHead next() throws IOException {
    while (true) {
      FrameHead frame = input.head();
      control.checkGreeting(frame);
      boolean ofTheAnswer = frame.is(FrameType.DATA) || frame.is(FrameType.HEADERS);
      if (ofTheAnswer && frame.streamId() == streamId) {
        return frame;
      }
      control.take(frame);
      countFruitless();
    }
  }

  /** Takes notice of a DATA frame that has so many bytes besides its padding. */
  void dataBegins(FrameHead frame, int bytes) throws ExchangeException {
    ended = frame.has(FrameFlag.END_STREAM);
    if (bytes == 0 && !ended) {
      countFruitless();
    }
  }

  /** Lets the server send as much again as it has sent with a DATA frame. */
  void dataEnds(int frameLength) throws IOException {
    giveBack(connectionWindow.take(frameLength), 0);
    if (!ended) {
      giveBack(streamWindow.take(frameLength), streamId);
    }
  }

  private void giveBack(int bytes, int ofStream) throws IOException {
    if (bytes > 0) {
      output.windowUpdate(ofStream, bytes);
      output.flush();
    }
  }

  /** Reads what stands behind a body, for nobody; it must be the end of the answer. */
  void trailers(FrameHead frame) throws IOException {
    for (Header field : blocks.read(frame, Connections.MOST_TRAILER_LINES)) {
      Http2Head.check(field);
    }
    if (!frame.has(FrameFlag.END_STREAM)) {
      throw ExchangeException.malformed("a second head");
    }
    ended = true;
  }

  /** For one who has read an answer: whether the next request may be sent here. */
  private boolean isClean() {
    return ended && !control.isLeaving() && streamId < Integer.MAX_VALUE - 2;
  }

  private void countFruitless() throws ExchangeException {
    fruitless++;
    if (fruitless > MOST_FRUITLESS) {
      throw ExchangeException.malformed("more than " + MOST_FRUITLESS + " frames for nothing");
    }
  }
}
