package dev.trawl.parse;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeVisitor;

/** Takes from a document, in one walk, what a page is known by; links still as they stand there. */
final class PageVisitor implements NodeVisitor {
  /** Ten times the outlinks that are kept: of a million broken links not every one is tried. */
  private static final int MOST_REFERENCES = 10 * HtmlParser.MOST_OUTLINKS;

  private Optional<String> title = Optional.empty();
  private Optional<String> lang = Optional.empty();
  private Optional<String> base = Optional.empty();
  private final Set<String> references = new LinkedHashSet<>();

  @Override
  public void head(Node node, int depth) {
    if (node instanceof Element element) {
      visit(element);
    }
  }

  private void visit(Element element) {
    switch (element.normalName()) {
      case "a", "area" -> attribute(element, "href").ifPresent(this::refer);
      // An empty src is no link to the page itself, but about:blank.
      case "frame", "iframe" ->
          attribute(element, "src").filter(src -> !src.isEmpty()).ifPresent(this::refer);
      case "base" -> base = base.or(() -> attribute(element, "href"));
      case "html" -> lang = lang.or(() -> attribute(element, "lang"));
      case "title" -> title = title.or(() -> documentTitle(element));
      default -> {}
    }
  }

  private void refer(String reference) {
    if (references.size() < MOST_REFERENCES) {
      references.add(reference);
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

  /** In the order of their first occurrence. */
  Set<String> references() {
    return references;
  }
}
