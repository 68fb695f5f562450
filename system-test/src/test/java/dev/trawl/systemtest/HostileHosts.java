package dev.trawl.systemtest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trawl.site.Answer;
import dev.trawl.site.Answer.Misbehaviour;
import dev.trawl.site.Answer.Reply;
import dev.trawl.site.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** What servers do that mean harm or are broken, each on a host of its own. */
final class HostileHosts {

  /** What one of them answers, and how its URL is to end: a status, or an error. */
  record Hostile(String expected, Answer answer) {}

  private static final int MEBIBYTE = 1 << 20;
  private static final int LINKS = 100_000;
  private static final int DEPTH = 200_000;

  /** Heads and bodies of which a byte a second is being sent. */
  private final AtomicInteger trickling = new AtomicInteger();

  private final Map<String, Hostile> hosts = new LinkedHashMap<>();

  HostileHosts() {
    add("endless body", "too-large", raw("HTTP/1.1 200 OK\r\n\r\n", this::endless));
    add("bomb", "bomb", coded("gzip", gzip(new byte[40 * MEBIBYTE])));
    add("nested bomb", "bomb", coded("gzip, gzip", gzip(gzip(new byte[40 * MEBIBYTE]))));
    add("slow head", "too-slow", raw("", this::trickle));
    add("slow body", "too-slow", raw("HTTP/1.1 200 OK\r\n\r\n", this::trickle));
    add(
        "1 MB head",
        "malformed",
        raw("HTTP/1.1 200 OK\r\nX: " + "x".repeat(MEBIBYTE) + "\r\n\r\n"));
    add("long fields and a large body", "200", raw(longFields(), this::random));
    add("long fields", "200", raw(longFields()));
    add(
        "more than announced",
        "200",
        raw("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok and more"));
    add("less than announced", "reset", raw("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nshort"));
    add(
        "broken chunks",
        "malformed",
        raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nno chunk"));
    add("garbage", "malformed", raw("\0\1\2 this is no HTTP\r\n\r\n"));
    add("immediate close", "reset", raw(""));
    add("no URL", "redirect-unsupported", redirect("file:///etc/passwd"));
    add("100,000 links", "200", Reply.html(links()));
    add("deep nesting", "200", Reply.html("<div>".repeat(DEPTH) + "deep"));
    add("NUL", "200", html("<title>a\0b</title><a href='/\0'>\0</a>".getBytes(UTF_8)));
    add("no UTF-8", "200", html(new byte[] {'<', 'p', '>', (byte) 0xc3, 0x28, (byte) 0xff}));
    add("a picture that is a page", "200", Reply.of(200, "image/png", "<p>page".getBytes(UTF_8)));
    add("a page that is a picture", "200", html(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10}));
  }

  private void add(String name, String expected, Answer answer) {
    hosts.put(name, new Hostile(expected, answer));
  }

  Map<String, Hostile> all() {
    return hosts;
  }

  /** Whether something is still being sent, a byte a second. */
  boolean isTrickling() {
    return trickling.get() > 0;
  }

  private static Answer raw(String begin) {
    return raw(begin, socket -> {});
  }

  private static Answer raw(String begin, Misbehaviour.Action then) {
    return new Misbehaviour(
        200,
        socket -> {
          socket.getOutputStream().write(begin.getBytes(ISO_8859_1));
          then.perform(socket);
        });
  }

  /** More than a message takes as properties, in lines that are short enough. */
  private static String longFields() {
    String value = "x".repeat(60_000) + "\r\n";
    return "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nLocation: /"
        + value
        + ("X-Robots-Tag: " + value).repeat(3)
        + "\r\n";
  }

  /** What cannot be compressed, so that it is a large message. */
  private void random(Socket socket) throws IOException {
    byte[] body = new byte[150 * 1024];
    new Random(1).nextBytes(body);
    socket.getOutputStream().write(body);
  }

  private void endless(Socket socket) throws IOException {
    OutputStream out = socket.getOutputStream();
    byte[] some = new byte[64 * 1024];
    while (!socket.isClosed()) {
      out.write(some);
    }
  }

  private void trickle(Socket socket) throws IOException, InterruptedException {
    trickling.incrementAndGet();
    try {
      OutputStream out = socket.getOutputStream();
      for (int b : "HTTP/1.1 200 OK\r\nX-Slow: and so on for ever".repeat(100).getBytes(UTF_8)) {
        out.write(b);
        Thread.sleep(1_000);
      }
    } finally {
      trickling.decrementAndGet();
    }
  }

  private static Answer coded(String coding, byte[] body) {
    return Reply.of(200, Map.of("Content-Type", "text/html", "Content-Encoding", coding), body);
  }

  private static Answer redirect(String to) {
    return Reply.of(302, Map.of("Location", to), new byte[0]);
  }

  private static Answer html(byte[] body) {
    return Reply.of(200, "text/html", body);
  }

  private static String links() {
    return IntStream.range(0, LINKS)
        .mapToObj(i -> "<a href=\"/too/deep/" + i + "\">x</a>")
        .collect(Collectors.joining("\n"));
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  /** What the host answers to whatever it is asked but for robots.txt, which it does not have. */
  static Answer answer(Hostile host, Request request) {
    return request.path().equals("/robots.txt") ? Reply.text(404, "none") : host.answer();
  }
}
