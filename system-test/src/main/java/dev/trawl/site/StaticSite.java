package dev.trawl.site;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A real site, served over loopback as a plain static server would do it, every request logged. */
public final class StaticSite implements AutoCloseable {

  private static final Answer NOT_FOUND = Answer.Reply.text(404, "There is no such file.\n");

  private final SiteFiles files;
  private final RequestLog log = new RequestLog();
  private final LoopbackServer server;

  private StaticSite(SiteFiles files) {
    this.files = files;
    this.server = LoopbackServer.start(List.of("127.0.0.1"), 0, handler(files), log);
  }

  /** Serves a jar's files on a free port. */
  public static StaticSite serve(Path jar) {
    return new StaticSite(SiteFiles.ofJar(jar));
  }

  /** Answers with the files, each of which is made into an answer once. */
  static LoopbackServer.Handler handler(SiteFiles files) {
    Map<String, Answer> answers = new HashMap<>();
    files
        .byName()
        .forEach(
            (name, file) ->
                answers.put(name, Answer.Reply.of(200, file.contentType(), file.bytes())));
    return request ->
        files.find(request.path()).map(file -> answers.get(file.name())).orElse(NOT_FOUND);
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
    return log;
  }

  @Override
  public void close() {
    server.close();
  }
}
