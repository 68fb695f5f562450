package dev.trawl.http;

import dev.trawl.http.Tunnels.Tunnel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A socket to a target, through a proxy: once it is connected, it is as one without. It connects to
 * addresses only; whether they may be connected to was checked before.
 */
final class TunnelSocket extends Socket {
  private final Tunnels tunnels;
  private volatile @Nullable InetSocketAddress target;

  TunnelSocket(Tunnels tunnels) {
    super(Proxy.NO_PROXY);
    this.tunnels = tunnels;
  }

  /**
   * Connects to the proxy and has it connect to the target.
   *
   * @param timeoutMillis for both together; above 0
   * @throws ExchangeException as {@link Reason#PROXY} if the proxy does not do its work, as another
   *     reason if it says that there is no connection to the target
   */
  @Override
  public void connect(SocketAddress endpoint, int timeoutMillis) throws IOException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    InetSocketAddress to = (InetSocketAddress) endpoint;
    Tunnel tunnel = tunnels.to(to);
    ProxyDialogue dialogue = new ProxyDialogue(this, end);
    tunnel.health().admit();
    try {
      super.connect(tunnel.address(), timeoutMillis);
      int usual = getSoTimeout();
      tunnel.protocol().open(dialogue, to);
      setSoTimeout(usual);
    } catch (IOException e) {
      // Closed by somebody else of ours, such as the deadline, is nothing that the proxy did.
      boolean ours = isClosed() && e.getClass() == SocketException.class;
      close();
      throw ours
          ? new ExchangeException(Reason.CANCELLED, "closed before there was a connection")
          : failure(tunnel, dialogue, e);
    }
    target = to;
    tunnel.health().works();
  }

  private static ExchangeException failure(Tunnel tunnel, ProxyDialogue dialogue, IOException e) {
    String detail = FailureReasons.detail(e);
    if (e instanceof ExchangeException answer) {
      return answer.reason() == Reason.PROXY
          ? tunnel.health().fails(detail)
          : tunnel.hasNone(answer.reason(), detail);
    }
    if (!dialogue.hasBegun()) {
      return tunnel
          .health()
          .fails(
              "cannot be reached: "
                  + (e instanceof UnknownHostException ? "its name has no address" : detail));
    }
    if (!(e instanceof SocketTimeoutException)) {
      return tunnel.health().fails("does not answer: " + detail);
    }
    // Proxies try for longer than we would ourselves; nothing tells that from one that hangs.
    return dialogue.isWaiting()
        ? new ExchangeException(Reason.CONNECT_TIMEOUT, tunnel.name() + " has no connection yet")
        : tunnel.health().fails("is too slow to answer");
  }

  /** The target's, as is the port: the proxy's would be taken for where the host answers from. */
  @Override
  public InetAddress getInetAddress() {
    InetSocketAddress to = target;
    return to == null ? super.getInetAddress() : to.getAddress();
  }

  @Override
  public int getPort() {
    InetSocketAddress to = target;
    return to == null ? super.getPort() : to.getPort();
  }
}
