package dev.trawl.site;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * What a crawl of a static site has to find: everything reachable from one page over links of
 * {@code a}, {@code area}, {@code frame}, {@code iframe} and {@code meta http-equiv=refresh} on the
 * same host, breadth first, computed from the files.
 *
 * <p>A target counts whatever its type, and also if there is no such file: then it is a dead link.
 * Fragments are dropped, queries kept, so that {@code /index.html?a.html} and {@code /index.html}
 * are two URLs with the same bytes.
 */
public final class GroundTruth {

  /**
   * One URL that the crawl must request exactly once.
   *
   * @param sha256 of the file, in lower-case hexadecimal; empty for a dead link
   * @param depth links on the shortest way from the start
   */
  public record Page(
      String url, int status, Optional<String> sha256, int depth, Optional<String> contentType) {}

  private static final String LINKS =
      "a[href], area[href], frame[src], iframe[src], meta[http-equiv=refresh][content]";

  private final Map<String, Page> pages;

  GroundTruth(Map<String, Page> pages) {
    this.pages = Collections.unmodifiableMap(pages);
  }

  /**
   * Follows all links from a start page.
   *
   * @param origin scheme, host and port under which the files are served
   * @param start path of the start page, beginning with a slash
   */
  public static GroundTruth of(SiteFiles files, String origin, String start) {
    SiteUrl seed = SiteUrl.parse(origin + start).orElseThrow();
    Map<String, Page> found = new LinkedHashMap<>();
    Map<String, List<SiteUrl>> linksOfFile = new LinkedHashMap<>();
    Map<SiteUrl, Integer> depths = new LinkedHashMap<>(Map.of(seed, 0));
    Deque<SiteUrl> open = new ArrayDeque<>(List.of(seed));
    while (!open.isEmpty()) {
      SiteUrl url = open.removeFirst();
      int depth = depths.getOrDefault(url, 0);
      Optional<SiteFiles.SiteFile> file = files.find(url.path());
      found.put(url.toString(), page(url, file, depth));
      // Links are resolved against the path, so pages that differ in their query only share them.
      List<SiteUrl> links =
          file.map(f -> linksOfFile.computeIfAbsent(url.path(), path -> links(f, url)))
              .orElse(List.of());
      for (SiteUrl link : links) {
        if (depths.putIfAbsent(link, depth + 1) == null) {
          open.addLast(link);
        }
      }
    }
    return new GroundTruth(found);
  }

  /** By URL, in breadth-first order. */
  public Map<String, Page> pages() {
    return pages;
  }

  /** What is left of it with a limit on the depth. */
  public GroundTruth upToDepth(int limit) {
    Map<String, Page> near = new LinkedHashMap<>(pages);
    near.values().removeIf(page -> page.depth() > limit);
    return new GroundTruth(near);
  }

  private static Page page(SiteUrl url, Optional<SiteFiles.SiteFile> file, int depth) {
    return new Page(
        url.toString(),
        file.isPresent() ? 200 : 404,
        file.map(f -> sha256(f.bytes())),
        depth,
        file.map(SiteFiles.SiteFile::contentType));
  }

  private static List<SiteUrl> links(SiteFiles.SiteFile file, SiteUrl url) {
    if (!file.contentType().equals("text/html")) {
      return List.of();
    }
    Document document = Jsoup.parse(new String(file.bytes(), StandardCharsets.UTF_8));
    SiteUrl base =
        Optional.ofNullable(document.selectFirst("base[href]"))
            .flatMap(element -> url.resolve(element.attr("href")))
            .orElse(url);
    List<SiteUrl> links = new ArrayList<>();
    for (Element element : document.select(LINKS)) {
      String reference = reference(element);
      // A reference without a path keeps the query of its base: not the same for pages that share
      // these links.
      boolean samePage = reference.isBlank() || reference.strip().startsWith("#");
      if (!samePage) {
        base.resolve(reference)
            .filter(link -> link.origin().equals(url.origin()))
            .ifPresent(links::add);
      }
    }
    return links;
  }

  private static String reference(Element element) {
    return element.normalName().equals("meta")
        ? element.attr("content").replaceFirst("(?i)^[0-9]+; *url=|^[0-9]+;?", "")
        : element.attr(element.hasAttr("href") ? "href" : "src");
  }

  /** SHA-256 in lower-case hexadecimal, as the product writes it. */
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
