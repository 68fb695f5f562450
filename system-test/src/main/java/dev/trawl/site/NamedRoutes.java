package dev.trawl.site;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * Paths that do what their name says, for what a crawler meets on the web.
 *
 * <ul>
 *   <li>{@code /status/N}: that status, with a short body
 *   <li>{@code /slow?ms=N}: the first byte after so many milliseconds
 *   <li>{@code /redirect?n=N}: N redirects, then a page
 *   <li>{@code /redirect-loop/a}: to {@code b}, and back
 *   <li>{@code /redirect-no-location}: a 302 that does not say where to
 *   <li>{@code /garbage}: bytes that are no HTTP
 *   <li>{@code /reset}: the connection is reset after the request
 *   <li>{@code /truncated}: the connection is closed in the middle of the body
 *   <li>{@code /endless?ms=N}: a body without end, with a pause between its chunks
 *   <li>{@code /big?bytes=N}: a text of that length
 *   <li>{@code /empty}: 200 with no body at all
 *   <li>{@code /gzip}: a page in gzip coding
 * </ul>
 *
 * Everything else is 404.
 */
final class NamedRoutes {

  static final String GZIPPED_PAGE =
      "<!DOCTYPE html><title>Zipped</title><p>" + "Much the same. ".repeat(500);

  private static final String LAST_PAGE = "<!DOCTYPE html><title>Arrived</title>";
  private static final int RANDOM_LOOKING = 0x9d;

  private NamedRoutes() {}

  static Answer answer(Request request) throws InterruptedException {
    String path = request.path();
    return switch (path) {
      case "/slow" -> slow(request.number("ms", 1000));
      case "/redirect" -> redirect(request.number("n", 1));
      case "/redirect-loop/a" -> redirectTo("/redirect-loop/b");
      case "/redirect-loop/b" -> redirectTo("/redirect-loop/a");
      case "/redirect-no-location" -> Answer.Reply.of(302, Map.of(), new byte[0]);
      case "/garbage" -> new Answer.Misbehaviour(0, NamedRoutes::garbage);
      case "/reset" -> new Answer.Misbehaviour(0, socket -> socket.setSoLinger(true, 0));
      case "/truncated" -> new Answer.Misbehaviour(200, NamedRoutes::truncated);
      case "/endless" ->
          new Answer.Misbehaviour(200, socket -> endless(socket, request.number("ms", 0)));
      case "/big" -> Answer.Reply.of(200, "text/plain", filled(request.number("bytes", 1 << 20)));
      case "/empty" -> Answer.Reply.of(200, "text/html", new byte[0]);
      case "/gzip" -> gzip();
      default ->
          path.matches("/status/[1-9][0-9]{2}")
              ? status(path)
              : Answer.Reply.text(404, "No such route.\n");
    };
  }

  private static Answer status(String path) {
    int status = Integer.parseInt(path.substring("/status/".length()));
    return Answer.Reply.text(status, "This is a " + status + ".\n");
  }

  private static Answer slow(long millis) throws InterruptedException {
    Thread.sleep(millis);
    return Answer.Reply.html(LAST_PAGE);
  }

  private static Answer redirect(long left) {
    return left > 0 ? redirectTo("/redirect?n=" + (left - 1)) : Answer.Reply.html(LAST_PAGE);
  }

  private static Answer redirectTo(String target) {
    return Answer.Reply.of(302, Map.of("Location", target), new byte[0]);
  }

  private static void garbage(Socket socket) throws IOException {
    byte[] bytes = filled(512);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * RANDOM_LOOKING);
    }
    bytes[bytes.length - 1] = '\n';
    socket.getOutputStream().write(bytes);
  }

  private static void truncated(Socket socket) throws IOException {
    String head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 10000\r\n\r\n";
    socket.getOutputStream().write((head + LAST_PAGE).getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Ends when the client closes the connection: then writing fails. */
  private static void endless(Socket socket, long pauseMillis)
      throws IOException, InterruptedException {
    OutputStream out = socket.getOutputStream();
    String head =
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n";
    out.write(head.getBytes(StandardCharsets.ISO_8859_1));
    String text = "More of it. ".repeat(pauseMillis > 0 ? 1 : 1000);
    byte[] chunk =
        (Integer.toHexString(text.length()) + "\r\n" + text + "\r\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    while (!Thread.currentThread().isInterrupted()) {
      out.write(chunk);
      Thread.sleep(pauseMillis);
    }
  }

  private static byte[] filled(long length) {
    byte[] bytes = new byte[Math.toIntExact(length)];
    Arrays.fill(bytes, (byte) 'x');
    return bytes;
  }

  private static Answer gzip() {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(zipped)) {
      out.write(GZIPPED_PAGE.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Answer.Reply.of(
        200, Map.of("Content-Type", "text/html", "Content-Encoding", "gzip"), zipped.toByteArray());
  }
}
