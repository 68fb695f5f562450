package dev.trawl.parse;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeVisitor;

/** Takes from a document, in one walk, what a page is known by; links still as they stand there. */
final class PageVisitor implements NodeVisitor {
  /** Ten times the outlinks that are kept: of a million broken links not every one is tried. */
  private static final int MOST_REFERENCES = 10 * HtmlParser.MOST_OUTLINKS;

  /** In UTF-16 units, all together: only pages of many megabytes have more. */
  private static final int MOST_TEXT = 8 << 20;

  private static final Pattern SPACES = Pattern.compile("[ \\t\\n\\f\\r]+");
  private static final Set<String> NOFOLLOW = Set.of("nofollow", "ugc", "sponsored");

  private static final Set<String> CANONICAL = Set.of("canonical");

  /** Nobody sees their text in the page; the parser keeps that of some scripts and styles apart. */
  static final Set<String> HIDDEN = Set.of("title", "script", "style", "noscript", "template");

  private static final int SHOWN = -1;

  private Optional<String> title = Optional.empty();
  private Optional<String> canonical = Optional.empty();
  private final SimHash simHash = new SimHash();

  /** The depth of the hidden element that the walk is in. */
  private int hiddenAt = SHOWN;

  private Optional<String> lang = Optional.empty();
  private Optional<String> base = Optional.empty();
  private RobotsTags tags = RobotsTags.NONE;

  /** By each, whether all that say it are not to be followed. */
  private final Map<String, Boolean> references = new LinkedHashMap<>();

  private int passedOver;
  private final String robotsToken;
  private int room = MOST_TEXT;

  PageVisitor(String robotsToken) {
    this.robotsToken = robotsToken;
  }

  @Override
  public void head(Node node, int depth) {
    if (node instanceof Element element) {
      if (hiddenAt < 0 && HIDDEN.contains(element.normalName())) {
        hiddenAt = depth;
      }
      visit(element);
    } else if (hiddenAt < 0 && node instanceof TextNode text) {
      simHash.add(text.getWholeText());
    }
  }

  @Override
  public void tail(Node node, int depth) {
    if (depth == hiddenAt) {
      hiddenAt = SHOWN;
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
      case "link" -> link(element);
      case "base" -> base = base.or(() -> attribute(element, "href"));
      case "html" -> lang = lang.or(() -> attribute(element, "lang"));
      case "title" -> title = title.or(() -> documentTitle(element));
      default -> {}
    }
  }

  private void refer(String reference, boolean nofollow) {
    if (references.containsKey(reference)) {
      references.merge(reference, nofollow, Boolean::logicalAnd);
    } else if (references.size() < MOST_REFERENCES && reference.length() <= room) {
      references.put(reference, nofollow);
      room -= reference.length();
    } else {
      passedOver++;
    }
  }

  private static boolean isNofollow(Element element) {
    return hasRel(element, NOFOLLOW);
  }

  private static boolean hasRel(Element element, Set<String> types) {
    return element.hasAttr("rel")
        && SPACES
            .splitAsStream(element.attr("rel"))
            .anyMatch(type -> types.contains(type.toLowerCase(Locale.ROOT)));
  }

  private void link(Element element) {
    if (canonical.isEmpty() && hasRel(element, CANONICAL)) {
      canonical = attribute(element, "href");
    }
  }

  private void meta(Element element) {
    String name = element.attr("name").strip();
    if (name.equalsIgnoreCase("robots") || name.equalsIgnoreCase(robotsToken)) {
      tags = tags.and(RobotsTags.ofContent(element.attr("content")));
    }
    if (element.attr("http-equiv").equalsIgnoreCase("refresh")) {
      // All of them: browsers obey the first, which it is depends on whether they run scripts.
      Refresh.url(element.attr("content")).ifPresent(url -> refer(url, false));
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

  /** The href of the first canonical link that has one. */
  Optional<String> canonical() {
    return canonical;
  }

  /** The fingerprint of what is shown. */
  OptionalLong simHash() {
    return simHash.value();
  }

  /** What all meta elements for crawlers ask together. */
  RobotsTags tags() {
    return tags;
  }

  /** How many links there were beyond the references, each as often as it stands there. */
  int passedOver() {
    return passedOver;
  }

  /** In the order of their first occurrence; true where no link to it is to be followed. */
  Map<String, Boolean> references() {
    return references;
  }
}
