package dev.trawl.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * A connection to one of many hosts: robots.txt is not there, everything else is a page of 1 KiB
 * without links, and with a text of its own.
 */
final class HostConnection {

  private static final int HEAD_LIMIT = 8192;
  private static final int PAGE = 1024;
  private static final String HEAD_END = "\r\n\r\n";
  private static final String FILLER = "a page of its own without links ".repeat(PAGE / 32);

  private final SocketChannel channel;
  private final int host;
  private final boolean slow;
  private final Consumer<Visit> visits;
  private final ByteBuffer head = ByteBuffer.allocate(HEAD_LIMIT);

  private ByteBuffer left = ByteBuffer.allocate(0);

  HostConnection(SocketChannel channel, int host, boolean slow, Consumer<Visit> visits) {
    this.channel = channel;
    this.host = host;
    this.slow = slow;
    this.visits = visits;
  }

  /**
   * Reads what is there, and answers if a request is complete. Nobody sends a second one before the
   * answer: this is no server for pipelining.
   *
   * @param now nanoseconds, when there was something to read
   */
  void read(long now) {
    try {
      if (channel.read(head) < 0 || !head.hasRemaining()) {
        channel.close();
        return;
      }
      String text = new String(head.array(), 0, head.position(), StandardCharsets.ISO_8859_1);
      if (text.endsWith(HEAD_END)) {
        head.clear();
        answer(text, now);
      }
    } catch (IOException e) {
      closeQuietly();
    }
  }

  /** Sends one byte of a slow answer; false if there is none under way. */
  boolean trickle() {
    if (!left.hasRemaining() || !channel.isOpen()) {
      return false;
    }
    try {
      channel.write(ByteBuffer.wrap(new byte[] {left.get()}));
    } catch (IOException e) {
      closeQuietly();
    }
    return channel.isOpen();
  }

  private void answer(String request, long start) throws IOException {
    String[] words = request.substring(0, request.indexOf("\r\n")).split(" ", -1);
    String target = words.length > 1 ? words[1] : "";
    boolean robots = target.equals("/robots.txt");
    ByteBuffer answer =
        ByteBuffer.wrap(robots ? notFound() : page(HostServer.address(host) + target));
    // Before the answer goes out: who has the answer, finds the visit noted.
    visits.accept(new Visit(host, robots, start, System.nanoTime()));
    if (slow) {
      left = answer;
      return;
    }
    channel.write(answer);
    if (answer.hasRemaining() || request.toLowerCase(Locale.ROOT).contains("connection: close")) {
      // That little always fits, unless nobody reads.
      channel.close();
    }
  }

  private static byte[] page(String title) {
    String begin =
        "<!DOCTYPE html><html lang=\"en\"><head><title>" + title + "</title></head><body><p>";
    String body = (begin + FILLER).substring(0, PAGE);
    return reply("200 OK", "text/html; charset=utf-8", body);
  }

  private static byte[] notFound() {
    return reply("404 Not Found", "text/plain; charset=utf-8", "There is no such file.\n");
  }

  private static byte[] reply(String status, String type, String body) {
    String head =
        "HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d"
            .formatted(status, type, body.length());
    return (head + HEAD_END + body).getBytes(StandardCharsets.ISO_8859_1);
  }

  private void closeQuietly() {
    try {
      channel.close();
    } catch (IOException e) {
      // Nothing depends on it any more.
    }
  }
}
