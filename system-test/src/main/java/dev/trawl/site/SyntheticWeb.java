package dev.trawl.site;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * A web of any size in which each page is computed from its number, so that nothing is stored and
 * every run is the same.
 *
 * <p>Beside the {@link NumberedPages} stand the {@link NamedRoutes} and pages with a text of one's
 * own.
 */
public final class SyntheticWeb implements AutoCloseable {

  /**
   * What determines a web.
   *
   * @param pages at least 1
   * @param hosts 1 to 256 loopback addresses
   * @param linksPerPage at least 2
   * @param seed another seed, another web
   */
  public record Shape(int pages, int hosts, int linksPerPage, long seed) {

    public Shape {
      if (pages < 1 || hosts < 1 || hosts > 256 || linksPerPage < 2) {
        throw new IllegalArgumentException(
            "No web has " + pages + " pages, " + hosts + " hosts, " + linksPerPage + " links");
      }
    }

    List<String> addresses() {
      return IntStream.range(0, hosts).mapToObj(Shape::address).toList();
    }

    static String address(int host) {
      return "127.0." + host + ".1";
    }
  }

  /** What happens between the request for a numbered page and its answer. */
  @FunctionalInterface
  public interface Pause {
    void before(int page) throws InterruptedException;
  }

  private static final String FILLER = "This page is one of its own. ".repeat(40);

  private final Map<String, Answer> ownPages = new ConcurrentHashMap<>();
  private final RequestLog log = new RequestLog();
  private final LoopbackServer server;

  /** Follow from the port, so they are there only after the server was started. */
  private volatile NumberedPages pages;

  private volatile Pause pause = page -> {};

  private SyntheticWeb(Shape shape) {
    this.pages = new NumberedPages(shape, 0);
    this.server = LoopbackServer.start(shape.addresses(), 0, this::answer, log);
    this.pages = new NumberedPages(shape, server.port());
  }

  public static SyntheticWeb serve(Shape shape) {
    return new SyntheticWeb(shape);
  }

  /** Adds a page, or what stands in for one, at a path of the first host. */
  public SyntheticWeb with(String path, Answer answer) {
    ownPages.put(path, answer);
    return this;
  }

  /** Adds an HTML page that links to each of the given URLs. */
  public SyntheticWeb withLinks(String path, List<String> links) {
    return with(path, Answer.Reply.html(html(path, links)));
  }

  /** Answers numbered pages only when this returns. */
  public SyntheticWeb withPause(Pause before) {
    pause = before;
    return this;
  }

  /** What {@code /gzip} holds after decoding. */
  public static byte[] zippedPage() {
    return NamedRoutes.GZIPPED_PAGE.getBytes(StandardCharsets.UTF_8);
  }

  /** Page 0, from where all others can be reached. */
  public String start() {
    return pages.url(0);
  }

  /** A path on the first host. */
  public String url(String path) {
    return "http://" + Shape.address(0) + ":" + server.port() + path;
  }

  public int port() {
    return server.port();
  }

  public RequestLog log() {
    return log;
  }

  @Override
  public void close() {
    server.close();
  }

  /** All numbered pages as reached from page 0, each with its depth. */
  public GroundTruth truth() {
    NumberedTruth truth = NumberedTruth.of(pages);
    Map<String, GroundTruth.Page> found = new LinkedHashMap<>();
    for (int number = 0; number < truth.count(); number++) {
      GroundTruth.Page page = truth.page(number);
      found.put(page.url(), page);
    }
    return new GroundTruth(found);
  }

  private Answer answer(Request request) throws InterruptedException {
    Answer own = ownPages.get(request.path());
    if (own != null) {
      return own;
    }
    int page = pages.numberOfPath(request.path());
    if (page >= 0) {
      pause.before(page);
    }
    return answer(pages, request);
  }

  /** What a synthetic web without pages of one's own answers. */
  static Answer answer(NumberedPages pages, Request request) throws InterruptedException {
    String path = request.path();
    if (!path.startsWith(NumberedPages.PREFIX)) {
      return NamedRoutes.answer(request);
    }
    int page = pages.numberOfPath(path);
    return page < 0
        ? Answer.Reply.text(404, "There is no such page.\n")
        : Answer.Reply.of(200, "text/html; charset=utf-8", pages.body(page));
  }

  private static String html(String title, List<String> links) {
    StringBuilder html = new StringBuilder(4096);
    html.append("<!DOCTYPE html><html lang=\"en\"><head><title>")
        .append(title)
        .append("</title></head><body><p>");
    html.append(FILLER).append("</p><ul>\n");
    for (String link : links) {
      html.append("<li><a href=\"")
          .append(link.replace("&", "&amp;").replace("\"", "&quot;"))
          .append("\">");
      html.append("link</a></li>\n");
    }
    return html.append("</ul></body></html>\n").toString();
  }
}
