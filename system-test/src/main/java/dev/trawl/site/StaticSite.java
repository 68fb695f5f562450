package dev.trawl.site;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A real site, served over loopback as a plain static server would do it, every request logged. */
public final class StaticSite implements AutoCloseable {

  private static final Answer NOT_FOUND = Answer.Reply.text(404, "There is no such file.\n");

  private final SiteFiles files;
  private final Map<String, Answer> answers = new HashMap<>();
  private final LoopbackServer server;

  private StaticSite(SiteFiles files, int port, RequestLog log) {
    this.files = files;
    files
        .byName()
        .forEach(
            (name, file) ->
                answers.put(name, Answer.Reply.of(200, file.contentType(), file.bytes())));
    this.server = LoopbackServer.start(List.of("127.0.0.1"), port, this::answer, log);
  }

  /** Serves a jar's files on a free port. */
  public static StaticSite serve(Path jar) {
    return serve(jar, 0, new RequestLog());
  }

  public static StaticSite serve(Path jar, int port, RequestLog log) {
    return new StaticSite(SiteFiles.ofJar(jar), port, log);
  }

  /** Scheme, host and port, without a slash at the end. */
  public String origin() {
    return "http://127.0.0.1:" + server.port();
  }

  public String url(String path) {
    return origin() + path;
  }

  public SiteFiles files() {
    return files;
  }

  public RequestLog log() {
    return server.log();
  }

  @Override
  public void close() {
    server.close();
  }

  private Answer answer(Request request) {
    return files.find(request.path()).map(file -> answers.get(file.name())).orElse(NOT_FOUND);
  }

  /**
   * {@code StaticSite JAR PORT [--log FILE]}: prints the site's origin when it is ready, and ends
   * with its standard input.
   */
  public static void main(String... arguments) throws IOException {
    if (arguments.length != 2 && !(arguments.length == 4 && arguments[2].equals("--log"))) {
      System.err.println("usage: StaticSite JAR PORT [--log FILE]");
      System.exit(2);
    }
    try (OutputStream copy =
            arguments.length == 4
                ? Files.newOutputStream(Path.of(arguments[3]))
                : OutputStream.nullOutputStream();
        StaticSite site =
            serve(Path.of(arguments[0]), Integer.parseInt(arguments[1]), new RequestLog(copy))) {
      System.out.println(site.origin());
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }
}
