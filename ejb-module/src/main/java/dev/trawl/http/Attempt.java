package dev.trawl.http;

import dev.trawl.body.BodyStore;
import dev.trawl.http.FailureReasons.Progress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import org.apache.hc.client5.http.impl.ConnectionShutdownException;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** One request over one connection: connect if need be, send, read the answer. Used once. */
final class Attempt {
  private static final HttpRequestExecutor EXECUTOR = new HttpRequestExecutor();

  private final Lease lease;
  private final ClassicHttpRequest request;
  private final Timeouts timeouts;
  private final Deadline deadline;
  private final AddressUse use;
  private final Limits limits;
  private final DecoderMemory memory;
  private final BodyStore bodies;
  private final HttpCoreContext context = HttpCoreContext.create();

  private final Connecting connecting;

  private Progress progress = Progress.CONNECTING;
  private boolean reused;
  private long receivedBefore;
  private @Nullable EndpointDetails connection;
  private @Nullable InetAddress entered;

  Attempt(
      Lease lease,
      ClassicHttpRequest request,
      Timeouts timeouts,
      Deadline deadline,
      AddressUse use,
      DecoderMemory memory,
      BodyStore bodies,
      Limits limits,
      Connecting connecting) {
    this.lease = lease;
    this.request = request;
    this.timeouts = timeouts;
    this.deadline = deadline;
    this.use = use;
    this.limits = limits;
    this.memory = memory;
    this.connecting = connecting;
    this.bodies = bodies;
  }

  /**
   * Does it.
   *
   * @throws StaleConnectionException if the connection was in use before and ended before one byte
   *     of the answer came, or if the server says that it did not process the request
   * @throws AddressCrowdedException if nothing was sent, since the address has enough to do
   */
  Exchange run() throws StaleConnectionException, AddressCrowdedException {
    ConnectionEndpoint endpoint = lease.endpoint();
    boolean reusable = false;
    try {
      deadline.watch(endpoint);
      // While there is no connection the end of the time closes none.
      deadline.check();
      connect(endpoint);
      deadline.check();
      AnswerHead head = (AnswerHead) endpoint.execute("", request, this::send, context);
      progress = Progress.ANSWERING;
      endpoint.setSocketTimeout(timeout(timeouts.speedWindow()));
      Headers headers = AnswerReader.headers(head);
      Decoder decoder = new Decoder(memory, bodies, deadline);
      AnswerReader reader = new AnswerReader(timeouts, limits, decoder, bodies);
      InetAddress address = address();
      AnswerReader.Content content = reader.read(head, headers);
      reusable = content.atEnd() && isReusable(head);
      return answer(head, headers, content, address);
    } catch (AddressCrowdedException e) {
      reusable = true;
      throw e;
    } catch (IOException | HttpException e) {
      return failure(e);
    } catch (ConnectionShutdownException e) {
      // Closed by the deadline, or with the whole client, between two of the calls above.
      return failure(new ConnectionClosedException("connection closed", e));
    } finally {
      leave();
      boolean whole = deadline.release();
      lease.giveBack(reusable && whole);
    }
  }

  private void connect(ConnectionEndpoint endpoint) throws IOException {
    if (connecting != Connecting.ANY) {
      endpoint.close(CloseMode.IMMEDIATE);
    }
    if (connecting == Connecting.FRESH_HTTP_1) {
      GuardedTls.withoutHttp2(context);
    }
    reused = endpoint.isConnected();
    if (!reused) {
      lease.connect(timeout(timeouts.connect()), context);
    }
  }

  private ClassicHttpResponse send(ClassicHttpRequest get, HttpClientConnection on, HttpContext in)
      throws IOException, HttpException {
    progress = Progress.ASKED;
    connection = on.getEndpointDetails();
    receivedBefore = receivedBytes();
    enter(address());
    if (reused && hasUnasked(on)) {
      // Such as the 408 that some servers send before they close: it is no answer to this request.
      throw new NoHttpResponseException("the server spoke unasked");
    }
    on.setSocketTimeout(timeout(timeouts.firstByte()));
    return EXECUTOR.execute(get, on, in);
  }

  private void enter(InetAddress address) throws IOException {
    try {
      use.enter(address, limits.connections());
      entered = address;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ExchangeException(Reason.CANCELLED, "interrupted");
    }
  }

  private void leave() {
    if (entered != null) {
      use.leave(entered);
    }
  }

  /** Over HTTP/2 a server may speak at any time, and what it says names the request. */
  private static boolean hasUnasked(HttpClientConnection connection) throws IOException {
    return !HttpVersion.HTTP_2.equals(connection.getProtocolVersion())
        && connection instanceof ManagedHttpClientConnection managed
        && managed.getSocket() != null
        && managed.getSocket().getInputStream().available() > 0;
  }

  private boolean isReusable(AnswerHead head) {
    boolean kept =
        head.isHttp2() || DefaultConnectionReuseStrategy.INSTANCE.keepAlive(request, head, context);
    return kept && head.leavesConnectionClean();
  }

  private Answer answer(
      AnswerHead head, Headers headers, AnswerReader.Content content, InetAddress address) {
    return new Answer(
        head.getCode(),
        headers,
        content.body(),
        content.cut(),
        content.wireBytes(),
        Duration.ofNanos(deadline.elapsedNanos()),
        address,
        head.isHttp2() ? "HTTP/2" : head.getVersion().toString());
  }

  private InetAddress address() throws IOException {
    if (connection != null && connection.getRemoteAddress() instanceof InetSocketAddress remote) {
      return remote.getAddress();
    }
    throw new ConnectionClosedException("connection closed");
  }

  private Failure failure(Exception e) throws StaleConnectionException {
    boolean silent = receivedBytes() == receivedBefore;
    if (progress == Progress.ASKED && !silent) {
      progress = Progress.ANSWERING;
    }
    if (lease.isClientClosed()) {
      return new Failure(Reason.CANCELLED, "the client was closed");
    }
    if (e instanceof ExchangeException ours && ours.reason().isOurs()) {
      // What was waited for in vain until the deadline is not the server's to give.
      return new Failure(ours.reason(), FailureReasons.detail(e));
    }
    if (deadline.isExpired()) {
      return new Failure(
          progress.timeout(), "not complete after " + timeouts.answer().toMillis() + " ms");
    }
    if (e instanceof NotProcessedException not && connecting.compareTo(not.next()) < 0) {
      throw new StaleConnectionException(not.next(), e);
    }
    if (reused && silent && meansClosed(e)) {
      throw new StaleConnectionException(Connecting.FRESH, e);
    }
    return new Failure(FailureReasons.of(e, progress), FailureReasons.detail(e));
  }

  private static boolean meansClosed(Exception e) {
    return e instanceof NoHttpResponseException
        || e instanceof ConnectionClosedException
        || e instanceof SocketException;
  }

  private long receivedBytes() {
    return connection == null ? 0 : connection.getReceivedBytesCount();
  }

  private static Timeout timeout(Duration time) {
    return Timeout.ofMilliseconds(time.toMillis());
  }
}
