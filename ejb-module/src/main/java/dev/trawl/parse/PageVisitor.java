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
      case "a", "area" -> attribute(element, "href").ifPresent(references::add);
      // An empty src is no link to the page itself, but about:blank.
      case "frame", "iframe" ->
          attribute(element, "src").filter(src -> !src.isEmpty()).ifPresent(references::add);
      case "base" -> base = base.or(() -> attribute(element, "href"));
      case "html" -> lang = lang.or(() -> attribute(element, "lang"));
      case "title" -> title = title.or(() -> documentTitle(element));
      default -> {}
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
