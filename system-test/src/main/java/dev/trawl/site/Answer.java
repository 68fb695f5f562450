package dev.trawl.site;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a site answers to one request. */
public sealed interface Answer {

  /** The status as logged; 0 where no status line is sent. */
  int status();

  /**
   * A well-formed answer.
   *
   * @param head status line and header fields with the empty line that ends them
   * @param body the bytes after the head; not sent to a HEAD request
   */
  @SuppressWarnings(
      "ArrayRecordComponent") // never compared; copying megabytes for each request would be
  // measured
  record Reply(int status, byte[] head, byte[] body) implements Answer {

    public static Reply of(int status, String contentType, byte[] body) {
      return of(status, Map.of("Content-Type", contentType), body);
    }

    public static Reply of(int status, Map<String, String> fields, byte[] body) {
      List<String> lines = new ArrayList<>();
      lines.add("HTTP/1.1 " + status + " " + reason(status));
      fields.forEach((name, value) -> lines.add(name + ": " + value));
      lines.add("Content-Length: " + body.length);
      byte[] head = (String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
      return new Reply(status, head, body);
    }

    public static Reply html(String html) {
      return of(200, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
    }

    public static Reply text(int status, String text) {
      return of(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    private static String reason(int status) {
      return switch (status) {
        case 200 -> "OK";
        case 301 -> "Moved Permanently";
        case 302 -> "Found";
        case 404 -> "Not Found";
        case 405 -> "Method Not Allowed";
        case 500 -> "Internal Server Error";
        case 503 -> "Service Unavailable";
        default -> "Status " + status;
      };
    }
  }

  /** Whatever a broken server does with its connection, which is closed afterwards. */
  record Misbehaviour(int status, Action action) implements Answer {

    /** Writes to the socket, or worse. An {@link IOException} means that the client went away. */
    @FunctionalInterface
    public interface Action {
      void perform(Socket socket) throws IOException, InterruptedException;
    }
  }
}
