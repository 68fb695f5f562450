package dev.trawl.faults;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * A network that can be cut, between whoever connects to this port and another port of this
 * machine.
 *
 * <p>Where nobody listens behind it, nobody listens here: whoever connects is refused, as by the
 * host itself. A client that is let in and thrown out takes that for an answer, and asks here for
 * ever instead of elsewhere.
 *
 * <p>Everything happens in one thread, the event loop's, so nothing here is locked.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails leaves the port closed, and that is seen
public final class TcpProxy implements AutoCloseable {

  private static final Duration PROBE_EVERY = Duration.ofMillis(100);

  private final EventLoopGroup loop =
      new NioEventLoopGroup(1, new DefaultThreadFactory("proxy", true));
  private final InetSocketAddress target;
  private final InetSocketAddress address;
  private final List<Pipe> pipes = new ArrayList<>();
  private final List<Channel> waiting = new ArrayList<>();
  private Channel listener;
  private boolean cut;
  private boolean deserted;
  private boolean probing;
  private boolean silent;
  private Duration delay = Duration.ZERO;

  private TcpProxy(int targetPort) {
    target = new InetSocketAddress(InetAddress.getLoopbackAddress(), targetPort);
    listener =
        listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .syncUninterruptibly()
            .channel();
    address = (InetSocketAddress) listener.localAddress();
  }

  /** A proxy on a free port that forwards to a port of the loopback address. */
  public static TcpProxy to(int port) {
    return new TcpProxy(port);
  }

  public int port() {
    return address.getPort();
  }

  /** Resets all connections and refuses new ones. */
  public void cut() {
    change(() -> cut = true);
    inLoop(
        () -> {
          List.copyOf(pipes).forEach(Pipe::reset);
          List.copyOf(waiting).forEach(Pipe::reset);
          waiting.clear();
        });
  }

  /**
   * Keeps connections and takes new ones, but no byte comes through, nor the news of a connection
   * that ended.
   */
  public void silence() {
    inLoop(() -> silent = true);
  }

  /** Every byte comes so much later, in both directions. */
  public void delay(Duration later) {
    inLoop(() -> delay = later);
  }

  /**
   * Ends {@link #cut}, {@link #silence} and {@link #delay}. What was held back in silence comes
   * through.
   */
  public void fair() {
    change(() -> cut = false);
    inLoop(
        () -> {
          if (deserted) {
            probe();
          }
          silent = false;
          delay = Duration.ZERO;
          List.copyOf(waiting).forEach(this::connect);
          waiting.clear();
          List.copyOf(pipes).forEach(Pipe::goOn);
        });
  }

  @Override
  public void close() {
    cut();
    inLoop(() -> probing = true);
    loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }

  boolean silent() {
    return silent;
  }

  Duration delay() {
    return delay;
  }

  /** A connection ended, perhaps since there is nobody any more. */
  void remove(Pipe pipe) {
    pipes.remove(pipe);
    probe();
  }

  private void probe() {
    if (!probing && !cut) {
      probing = true;
      open()
          .addListener(
              (ChannelFuture connected) -> {
                probing = false;
                connected.channel().close();
                deserted(!connected.isSuccess());
              });
    }
  }

  private void deserted(boolean now) {
    deserted = now;
    listenAsItIs();
    if (deserted) {
      loop.schedule(this::probe, PROBE_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Opens or closes the port; the future is done when it is so. */
  private ChannelFuture listenAsItIs() {
    boolean open = !cut && !deserted;
    if (open == listener.isOpen()) {
      return listener.newSucceededFuture();
    }
    if (!open) {
      return listener.close();
    }
    ChannelFuture bound = listen(address);
    listener = bound.channel();
    return bound;
  }

  private ChannelFuture listen(InetSocketAddress where) {
    return new ServerBootstrap()
        .group(loop)
        .channel(NioServerSocketChannel.class)
        .option(ChannelOption.SO_REUSEADDR, true)
        .childOption(ChannelOption.AUTO_READ, false)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childHandler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel front) {
                accept(front);
              }
            })
        .bind(where);
  }

  private void accept(Channel front) {
    if (silent) {
      waiting.add(front);
    } else {
      connect(front);
    }
  }

  private void connect(Channel front) {
    open()
        .addListener(
            (ChannelFuture connected) -> {
              if (connected.isSuccess() && front.isActive()) {
                join(front, connected.channel());
              } else {
                Pipe.reset(front);
                Pipe.reset(connected.channel());
                probe();
              }
            });
  }

  private ChannelFuture open() {
    return new Bootstrap()
        .group(loop)
        .channel(NioSocketChannel.class)
        .option(ChannelOption.AUTO_READ, false)
        .option(ChannelOption.TCP_NODELAY, true)
        .handler(new ChannelInboundHandlerAdapter())
        .connect(target);
  }

  private void join(Channel front, Channel back) {
    List<Pipe> both = List.of(new Pipe(this, front, back), new Pipe(this, back, front));
    pipes.addAll(both);
    both.forEach(Pipe::open);
  }

  private void change(Runnable what) {
    Callable<ChannelFuture> change =
        () -> {
          what.run();
          return listenAsItIs();
        };
    loop.submit(change).syncUninterruptibly().getNow().syncUninterruptibly();
  }

  private void inLoop(Runnable task) {
    loop.submit(task).syncUninterruptibly();
  }
}
