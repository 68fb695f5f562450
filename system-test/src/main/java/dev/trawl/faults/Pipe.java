package dev.trawl.faults;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * One direction of a connection. Holds what was read until it is due, up to a limit, beyond which
 * it stops reading, as a network does that is full.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes its channel, and that is seen
final class Pipe extends ChannelInboundHandlerAdapter {

  private static final long LIMIT = 4 * 1024 * 1024;

  /**
   * @param due nanoseconds of the monotonic clock
   */
  private record Held(ByteBuf bytes, long due) {}

  private final TcpProxy proxy;
  private final Channel from;
  private final Channel to;
  private final Deque<Held> held = new ArrayDeque<>();
  private long heldBytes;
  private boolean reading;
  private boolean ended;
  private boolean timer;

  Pipe(TcpProxy proxy, Channel from, Channel to) {
    this.proxy = proxy;
    this.from = from;
    this.to = to;
  }

  void open() {
    from.pipeline().addLast(this);
    goOn();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    long last = held.isEmpty() ? Long.MIN_VALUE : held.getLast().due();
    held.addLast(new Held(bytes, Math.max(last, System.nanoTime() + proxy.delay().toNanos())));
    heldBytes += bytes.readableBytes();
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    reading = false;
    goOn();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    ended = true;
    goOn();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }

  /** Sends what is due, and reads more if there is room. */
  void goOn() {
    if (proxy.silent()) {
      return;
    }
    long now = System.nanoTime();
    send(now);
    if (!timer && !held.isEmpty() && held.getFirst().due() > now) {
      timer = true;
      from.eventLoop().schedule(this::wakeUp, held.getFirst().due() - now, TimeUnit.NANOSECONDS);
    }
    if (ended && held.isEmpty()) {
      proxy.remove(this);
      to.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    } else if (!reading && heldBytes < LIMIT && from.isActive() && to.isActive()) {
      reading = true;
      from.read();
    }
  }

  private void wakeUp() {
    timer = false;
    goOn();
  }

  private void send(long now) {
    boolean sent = false;
    while (!held.isEmpty() && held.getFirst().due() <= now && (to.isWritable() || !to.isActive())) {
      ByteBuf bytes = held.removeFirst().bytes();
      heldBytes -= bytes.readableBytes();
      to.write(bytes);
      sent = true;
    }
    if (sent) {
      // Comes back when all is sent: then there may be room again.
      to.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(done -> goOn());
    }
  }

  void reset() {
    held.forEach(one -> one.bytes().release());
    held.clear();
    heldBytes = 0;
    reset(from);
  }

  /** Ends a connection as a host does that knows nothing of it. */
  static void reset(Channel channel) {
    if (channel.isActive()) {
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
    }
    channel.close();
  }
}
