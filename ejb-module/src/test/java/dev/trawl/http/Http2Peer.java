package dev.trawl.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http2.hpack.HPackDecoder;
import org.apache.hc.core5.http2.hpack.HPackEncoder;
import org.apache.hc.core5.http2.hpack.HPackException;
import org.apache.hc.core5.util.ByteArrayBuffer;

/** The server's side of a connection of HTTP/2: sends exactly the frames a test wants. */
final class Http2Peer {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int PRIORITY = 2;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int PUSH_PROMISE = 5;
  static final int PING = 6;
  static final int GOAWAY = 7;
  static final int WINDOW_UPDATE = 8;
  static final int CONTINUATION = 9;

  static final int END_STREAM = 1;
  static final int ACK = 1;
  static final int END_HEADERS = 4;
  static final int PADDED = 8;
  static final int WITH_PRIORITY = 0x20;

  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
  private static final int INITIAL_WINDOW_SIZE = 4;

  private final RawServer.Connection connection;
  private final HPackDecoder decoder = new HPackDecoder(0, StandardCharsets.US_ASCII);
  private final HPackEncoder encoder = new HPackEncoder(4096, StandardCharsets.US_ASCII);
  private boolean prefaced;
  private long connectionWindow = 65_535;
  private long streamWindow = 65_535;
  private long largestWindow;
  private long firstWindow = 65_535;

  /** What is done with a connection after the handshake; it is closed when this returns. */
  @FunctionalInterface
  interface Behaviour {
    void serve(Http2Peer peer) throws IOException, InterruptedException;
  }

  /** A frame of the client's. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Frame(int type, int flags, int streamId, byte[] payload) {}

  private Http2Peer(RawServer.Connection connection) {
    this.connection = connection;
  }

  /** A server that speaks nothing but HTTP/2, and greets with empty settings. */
  static RawServer server(SSLContext tls, Behaviour behaviour) {
    return mute(
        tls,
        peer -> {
          peer.send(SETTINGS, 0, 0);
          behaviour.serve(peer);
        });
  }

  /** A server that leaves the greeting to the test. */
  static RawServer mute(SSLContext tls, Behaviour behaviour) {
    return new RawServer(
        offering(tls, "h2"), connection -> behaviour.serve(new Http2Peer(connection)));
  }

  /** A server that prefers HTTP/2, and speaks HTTP/1.1 with whoever does not offer that. */
  static RawServer server(SSLContext tls, Behaviour behaviour, RawServer.Behaviour otherwise) {
    return new RawServer(
        offering(tls, "h2", "http/1.1"),
        connection -> {
          if (!connection.applicationProtocol().equals("h2")) {
            otherwise.serve(connection);
            return;
          }
          Http2Peer peer = new Http2Peer(connection);
          peer.send(SETTINGS, 0, 0);
          behaviour.serve(peer);
        });
  }

  /** A server that gives every request the same answer. */
  static RawServer answering(SSLContext tls, Answering answering) {
    return server(
        tls,
        peer -> {
          while (true) {
            answering.answer(peer, peer.request());
          }
        });
  }

  @FunctionalInterface
  interface Answering {
    void answer(Http2Peer peer, int streamId) throws IOException, InterruptedException;
  }

  private static ServerSocketFactory offering(SSLContext tls, String... protocols) {
    return new ServerSocketFactory() {
      @Override
      public ServerSocket createServerSocket(int port, int backlog, InetAddress address)
          throws IOException {
        ServerSocket made = tls.getServerSocketFactory().createServerSocket(port, backlog, address);
        SSLServerSocket socket = (SSLServerSocket) made;
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(protocols);
        socket.setSSLParameters(parameters);
        return socket;
      }

      @Override
      public ServerSocket createServerSocket(int port) {
        throw new UnsupportedOperationException();
      }

      @Override
      public ServerSocket createServerSocket(int port, int backlog) {
        throw new UnsupportedOperationException();
      }
    };
  }

  RawServer.Connection raw() {
    return connection;
  }

  /** The largest window, of stream or connection, that the client has ever given. */
  long largestWindow() {
    return largestWindow;
  }

  /** Reads up to the next request, whose fields are noted line by line; gives its stream. */
  int request() throws IOException {
    Frame frame = await(HEADERS);
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.write(frame.payload());
    for (Frame part = frame; (part.flags() & END_HEADERS) == 0; ) {
      part = await(CONTINUATION);
      block.write(part.payload());
    }
    try {
      List<Header> fields = decoder.decodeHeaders(ByteBuffer.wrap(block.toByteArray()));
      connection.note(
          fields.stream()
              .map(field -> field.getName() + " = " + field.getValue())
              .collect(Collectors.joining("\n")));
    } catch (HPackException e) {
      throw new IOException(e);
    }
    streamWindow = firstWindow;
    return frame.streamId();
  }

  /** Reads up to the next frame of that type. */
  Frame await(int type) throws IOException {
    Frame frame = next();
    while (frame.type() != type) {
      frame = next();
    }
    return frame;
  }

  private Frame next() throws IOException {
    if (!prefaced) {
      prefaced = true;
      String preface = new String(connection.read(PREFACE.length()), StandardCharsets.US_ASCII);
      if (!preface.equals(PREFACE)) {
        throw new IOException("no preface: " + preface);
      }
    }
    ByteBuffer head = ByteBuffer.wrap(connection.read(9));
    int lengthAndType = head.getInt();
    int flags = head.get() & 0xff;
    byte[] payload = connection.read(lengthAndType >>> 8);
    Frame frame = new Frame(lengthAndType & 0xff, flags, head.getInt(), payload);
    notice(frame);
    return frame;
  }

  private void notice(Frame frame) {
    ByteBuffer payload = ByteBuffer.wrap(frame.payload());
    if (frame.type() == WINDOW_UPDATE && frame.streamId() == 0) {
      connectionWindow += payload.getInt();
    } else if (frame.type() == WINDOW_UPDATE) {
      streamWindow += payload.getInt();
    } else if (frame.type() == SETTINGS && frame.flags() != ACK) {
      while (payload.hasRemaining()) {
        int name = payload.getShort();
        int value = payload.getInt();
        firstWindow = name == INITIAL_WINDOW_SIZE ? value : firstWindow;
      }
      streamWindow = firstWindow;
    }
    largestWindow = Math.max(largestWindow, Math.max(connectionWindow, streamWindow));
  }

  /** A frame of any kind; values are bytes. */
  void send(int type, int flags, int streamId, int... payload) throws IOException {
    byte[] bytes = new byte[payload.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) payload[i];
    }
    send(type, flags, streamId, bytes);
  }

  void send(int type, int flags, int streamId, byte[] payload) throws IOException {
    connection.send(frame(type, flags, streamId, payload));
  }

  static byte[] frame(int type, int flags, int streamId, byte[] payload) {
    return ByteBuffer.allocate(9 + payload.length)
        .putInt(payload.length << 8 | type)
        .put((byte) flags)
        .putInt(streamId)
        .put(payload)
        .array();
  }

  /** A head from names and values in turn. */
  void head(int streamId, boolean end, String... fields) throws IOException {
    send(HEADERS, END_HEADERS | (end ? END_STREAM : 0), streamId, block(fields));
  }

  /** Fields packed with this connection's table. */
  byte[] block(String... fields) throws IOException {
    ByteArrayBuffer block = new ByteArrayBuffer(128);
    for (int i = 0; i < fields.length; i += 2) {
      encoder.encodeHeader(block, new BasicHeader(fields[i], fields[i + 1]));
    }
    return block.toByteArray();
  }

  void data(int streamId, boolean end, String data) throws IOException {
    send(DATA, end ? END_STREAM : 0, streamId, data.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** A whole answer of status 200. */
  void answer(int streamId, String body) throws IOException {
    head(streamId, false, ":status", "200", "content-length", String.valueOf(body.length()));
    data(streamId, true, body);
  }

  /** Sends a body, never more than the client's windows allow. */
  void flow(int streamId, byte[] body) throws IOException {
    int sent = 0;
    while (sent < body.length) {
      int size = (int) Math.min(16_384, Math.min(connectionWindow, streamWindow));
      size = Math.min(size, body.length - sent);
      if (size == 0) {
        await(WINDOW_UPDATE);
        continue;
      }
      byte[] part = new byte[size];
      System.arraycopy(body, sent, part, 0, size);
      sent += size;
      connectionWindow -= size;
      streamWindow -= size;
      send(DATA, sent == body.length ? END_STREAM : 0, streamId, part);
    }
  }

  static byte[] number(int value) {
    return ByteBuffer.allocate(4).putInt(value).array();
  }

  /** The payload of a GOAWAY frame. */
  static byte[] goAway(int lastStream, int error) {
    return ByteBuffer.allocate(8).putInt(lastStream).putInt(error).array();
  }

  /** The payload of a SETTINGS frame with one setting. */
  static byte[] setting(int name, int value) {
    return ByteBuffer.allocate(6).putShort((short) name).putInt(value).array();
  }
}
