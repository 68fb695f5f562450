package dev.trawl.parse;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.parser.Parser;
import org.jsoup.parser.StreamParser;

/** Walks through a page while it is parsed, and drops of its tree what has been passed. */
final class PageStream {
  /** Elements after which what stands before the open ones is dropped too: mostly texts. */
  private static final int SWEEP = 1_000;

  private final PageVisitor visitor;

  private PageStream(PageVisitor visitor) {
    this.visitor = visitor;
  }

  /** Shows every element to the visitor, some of them twice, and returns it. */
  static PageVisitor read(Parser parser, Reader page, PageVisitor visitor) throws IOException {
    try (StreamParser stream = new StreamParser(parser).parse(page, "")) {
      new PageStream(visitor).read(stream.iterator());
      return visitor;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * An element comes when another one follows it, or when that ends which it stands in. What stood
   * in it came before, but for what the parser has moved there since.
   */
  private void read(Iterator<Element> elements) {
    for (int passed = 1; elements.hasNext(); passed++) {
      Element element = elements.next();
      dropBefore(element);
      if (passed % SWEEP == 0) {
        sweep(element);
      }
      // One that comes behind the head of the page is shown as soon as it begins.
      if (!element.normalName().equals("title") || element.hasText()) {
        drop(element);
      }
    }
  }

  private void sweep(Element element) {
    for (Element open = element.parent(); open != null; open = open.parent()) {
      dropBefore(open);
    }
  }

  private void dropBefore(Element element) {
    for (Node before = element.previousSibling();
        before != null;
        before = element.previousSibling()) {
      drop(before);
    }
  }

  private void drop(Node node) {
    node.traverse(visitor);
    if (node instanceof Element element) {
      element.empty();
    }
    if (node.parent() != null) {
      node.remove();
    }
  }
}
