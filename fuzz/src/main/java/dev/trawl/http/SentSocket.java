package dev.trawl.http;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;

/** A socket without a network, whose peer has sent everything and closed. Takes no descriptor. */
final class SentSocket extends Socket {
  private final InputStream sent;

  /** What it gives comes in blocks of that size, 1 or more. */
  SentSocket(byte[] sent, int block) {
    this.sent = new Blocks(sent, block);
  }

  @Override
  public InputStream getInputStream() {
    return sent;
  }

  @Override
  public OutputStream getOutputStream() {
    return OutputStream.nullOutputStream();
  }

  @Override
  public InetAddress getInetAddress() {
    return InetAddress.getLoopbackAddress();
  }

  @Override
  public SocketAddress getRemoteSocketAddress() {
    return new InetSocketAddress(getInetAddress(), 80);
  }

  @Override
  public void setSoTimeout(int timeout) {}

  @Override
  public int getSoTimeout() {
    return 0;
  }

  @Override
  public void setSoLinger(boolean on, int linger) {}

  @Override
  public void shutdownInput() {}

  @Override
  public void shutdownOutput() {}

  @Override
  public synchronized void close() {}

  private static final class Blocks extends InputStream {
    private final byte[] sent;
    private final int block;
    private int at;

    Blocks(byte[] sent, int block) {
      this.sent = sent;
      this.block = block;
    }

    @Override
    public int read() {
      return at < sent.length ? sent[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      if (at == sent.length) {
        return -1;
      }
      int count = Math.min(Math.min(length, block), sent.length - at);
      System.arraycopy(sent, at, bytes, offset, count);
      at += count;
      return count;
    }
  }
}
