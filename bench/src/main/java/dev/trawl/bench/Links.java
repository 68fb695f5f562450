package dev.trawl.bench;

import dev.trawl.scope.Scope;
import dev.trawl.scope.ScopeSpec;
import dev.trawl.scope.Within;
import dev.trawl.site.RealSites;
import dev.trawl.site.SiteFiles;
import dev.trawl.url.CrawlUrl;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/** Links as they stand in the pages of a real site, and a scope to judge them by. */
final class Links {

  /** Patterns of which most have to be tried, as in a job that takes some parts of a site. */
  private static final List<String> INCLUDE =
      List.of(
          "/jakarta/faces/",
          "/jakarta/persistence/[a-z]+/",
          "^http://[^/]+/jakarta/servlet/",
          "/(jms|mail|json)/",
          "\\.html?(\\?|$)");

  private static final List<String> EXCLUDE =
      List.of(
          "/class-use/",
          "/index-files/index-\\d+\\.html",
          "[?&](print|format)=",
          "(?i)\\.(zip|jar|gz|pdf)$",
          "^https?://[^/]+/(login|logout|cart)");

  /** What a newsletter or an advertisement adds to a link. */
  private static final List<String> TRACKING =
      List.of(
          "?utm_source=newsletter&utm_medium=email&utm_campaign=spring",
          "?page=2&gclid=Cj0KCQjwyLGjBhDKARIsAFRNgW8",
          ";jsessionid=8F3A0C21D4?view=full");

  private static final int TRACKED = 10;
  private static final String ORIGIN = "http://127.0.0.1:8000/";

  private Links() {}

  /** A link, and the page it stands on. */
  record Link(CrawlUrl page, String reference) {}

  /**
   * So many links, drawn evenly from the whole site; every tenth with tracking parameters.
   *
   * @throws IllegalStateException if the site has less
   */
  static List<Link> draw(int count) {
    List<Link> all = all();
    if (all.size() < count) {
      throw new IllegalStateException("The site has only " + all.size() + " links");
    }
    List<Link> drawn = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Link link = all.get((int) ((long) all.size() * i / count));
      drawn.add(i % TRACKED == 0 ? tracked(link, i / TRACKED) : link);
    }
    return drawn;
  }

  private static Link tracked(Link link, int number) {
    int fragment = link.reference().indexOf('#');
    String reference = fragment < 0 ? link.reference() : link.reference().substring(0, fragment);
    return new Link(link.page(), reference + TRACKING.get(number % TRACKING.size()));
  }

  private static List<Link> all() {
    List<Link> all = new ArrayList<>();
    SiteFiles.ofJar(RealSites.JAKARTA_EE.jar())
        .byName()
        .forEach(
            (name, file) -> {
              if (name.endsWith(".html")) {
                CrawlUrl page = CrawlUrl.parse(ORIGIN + name).orElseThrow();
                String html = new String(file.bytes(), StandardCharsets.UTF_8);
                for (Element element : Jsoup.parse(html).select("a[href], area[href]")) {
                  all.add(new Link(page, element.attr("href")));
                }
              }
            });
    return all;
  }

  /** The scope that a job has by default, with five patterns of each kind. */
  static Scope scope() {
    return scope(INCLUDE, EXCLUDE);
  }

  /** The scope that a job has by default. */
  static Scope scopeWithoutPatterns() {
    return scope(List.of(), List.of());
  }

  private static Scope scope(List<String> include, List<String> exclude) {
    return Scope.of(
        new ScopeSpec(Within.HOST, include, exclude, 64),
        List.of(CrawlUrl.parse(ORIGIN).orElseThrow()),
        List.of());
  }
}
