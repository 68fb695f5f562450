package dev.trawl.parse;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeVisitor;

/** Takes from a document, in one walk, what a page is known by; links still as they stand there. */
final class PageVisitor implements NodeVisitor {
  /** Ten times the outlinks that are kept: of a million broken links not every one is tried. */
  private static final int MOST_REFERENCES = 10 * HtmlParser.MOST_OUTLINKS;

  private static final Pattern SPACES = Pattern.compile("[ \\t\\n\\f\\r]+");
  private static final Set<String> NOFOLLOW = Set.of("nofollow", "ugc", "sponsored");

  private Optional<String> title = Optional.empty();
  private Optional<String> lang = Optional.empty();
  private Optional<String> base = Optional.empty();
  private RobotsTags tags = RobotsTags.NONE;

  /** By each, whether all that say it are not to be followed. */
  private final Map<String, Boolean> references = new LinkedHashMap<>();

  private final String robotsToken;

  PageVisitor(String robotsToken) {
    this.robotsToken = robotsToken;
  }

  @Override
  public void head(Node node, int depth) {
    if (node instanceof Element element) {
      visit(element);
    }
  }

  private void visit(Element element) {
    switch (element.normalName()) {
      case "a", "area" ->
          attribute(element, "href").ifPresent(href -> refer(href, isNofollow(element)));
      // An empty src is no link to the page itself, but about:blank.
      case "frame", "iframe" ->
          attribute(element, "src")
              .filter(src -> !src.isEmpty())
              .ifPresent(src -> refer(src, false));
      case "meta" -> meta(element);
      case "base" -> base = base.or(() -> attribute(element, "href"));
      case "html" -> lang = lang.or(() -> attribute(element, "lang"));
      case "title" -> title = title.or(() -> documentTitle(element));
      default -> {}
    }
  }

  private void refer(String reference, boolean nofollow) {
    if (references.size() < MOST_REFERENCES || references.containsKey(reference)) {
      references.merge(reference, nofollow, Boolean::logicalAnd);
    }
  }

  private static boolean isNofollow(Element element) {
    return element.hasAttr("rel")
        && SPACES
            .splitAsStream(element.attr("rel"))
            .anyMatch(type -> NOFOLLOW.contains(type.toLowerCase(Locale.ROOT)));
  }

  private void meta(Element element) {
    String name = element.attr("name").strip();
    if (name.equalsIgnoreCase("robots") || name.equalsIgnoreCase(robotsToken)) {
      tags = tags.and(RobotsTags.ofContent(element.attr("content")));
    }
  }

  private static Optional<String> documentTitle(Element element) {
    boolean ofDrawing = Parser.NamespaceSvg.equals(element.tag().namespace());
    return ofDrawing ? Optional.empty() : Optional.of(element.wholeText());
  }

  private static Optional<String> attribute(Element element, String name) {
    return element.hasAttr(name) ? Optional.of(element.attr(name)) : Optional.empty();
  }

  Optional<String> title() {
    return title;
  }

  Optional<String> lang() {
    return lang;
  }

  /** The href of the first base element that has one. */
  Optional<String> base() {
    return base;
  }

  /** What all meta elements for crawlers ask together. */
  RobotsTags tags() {
    return tags;
  }

  /** In the order of their first occurrence; true where no link to it is to be followed. */
  Map<String, Boolean> references() {
    return references;
  }
}
