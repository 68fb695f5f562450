package dev.trawl.site;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * A web of any size in which each page is computed from its number, so that nothing is stored and
 * every run is the same.
 *
 * <p>Page n is {@code http://127.0.H.1:PORT/p/n}, where H is n modulo the number of hosts. Half of
 * a page's links lead to its children in a tree, so that all pages are reachable from page 0; the
 * other half leads anywhere. Beside the pages stand the {@link NamedRoutes} and pages with a text
 * of one's own.
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

  private static final String PAGE_PREFIX = "/p/";
  private static final String FILLER = "All of this page follows from its number. ".repeat(40);

  private final Shape shape;
  private final Map<String, Answer> ownPages = new ConcurrentHashMap<>();
  private final LoopbackServer server;

  private SyntheticWeb(Shape shape) {
    this.shape = shape;
    this.server = LoopbackServer.start(shape.addresses(), 0, this::answer, new RequestLog());
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

  /** What {@code /gzip} holds after decoding. */
  public static byte[] zippedPage() {
    return NamedRoutes.GZIPPED_PAGE.getBytes(StandardCharsets.UTF_8);
  }

  /** Page 0, from where all others can be reached. */
  public String start() {
    return url(0);
  }

  /** A path on the first host. */
  public String url(String path) {
    return "http://" + Shape.address(0) + ":" + server.port() + path;
  }

  public int port() {
    return server.port();
  }

  public RequestLog log() {
    return server.log();
  }

  @Override
  public void close() {
    server.close();
  }

  /** All numbered pages as reached from page 0, each with its depth. */
  public GroundTruth truth() {
    Map<Integer, Integer> depths = new LinkedHashMap<>(Map.of(0, 0));
    Deque<Integer> open = new ArrayDeque<>(List.of(0));
    Map<String, GroundTruth.Page> pages = new LinkedHashMap<>();
    while (!open.isEmpty()) {
      int page = open.removeFirst();
      int depth = depths.getOrDefault(page, 0);
      Optional<String> sha256 =
          Optional.of(GroundTruth.sha256(numbered(page).getBytes(StandardCharsets.UTF_8)));
      pages.put(
          url(page), new GroundTruth.Page(url(page), 200, sha256, depth, Optional.of("text/html")));
      for (int target : targets(page)) {
        if (depths.putIfAbsent(target, depth + 1) == null) {
          open.addLast(target);
        }
      }
    }
    return new GroundTruth(pages);
  }

  private Answer answer(Request request) throws InterruptedException {
    String path = request.path();
    Answer own = ownPages.get(path);
    if (own != null) {
      return own;
    }
    if (path.startsWith(PAGE_PREFIX)) {
      return page(path.substring(PAGE_PREFIX.length()));
    }
    return NamedRoutes.answer(request);
  }

  private Answer page(String number) {
    boolean known = number.matches("[0-9]{1,9}") && Integer.parseInt(number) < shape.pages();
    return known
        ? Answer.Reply.html(numbered(Integer.parseInt(number)))
        : Answer.Reply.text(404, "There is no such page.\n");
  }

  private String numbered(int page) {
    List<String> links = new ArrayList<>();
    targets(page).forEach(target -> links.add(url(target)));
    return html("Page " + page, links);
  }

  private Set<Integer> targets(int page) {
    Set<Integer> targets = new LinkedHashSet<>();
    int children = shape.linksPerPage() / 2;
    for (long child = (long) page * children + 1;
        child <= (long) page * children + children;
        child++) {
      if (child < shape.pages()) {
        targets.add((int) child);
      }
    }
    SplittableRandom random = new SplittableRandom(shape.seed() * 31 + page);
    for (int i = children; i < shape.linksPerPage(); i++) {
      targets.add(random.nextInt(shape.pages()));
    }
    return targets;
  }

  private String url(int page) {
    return "http://"
        + Shape.address(page % shape.hosts())
        + ":"
        + server.port()
        + PAGE_PREFIX
        + page;
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
