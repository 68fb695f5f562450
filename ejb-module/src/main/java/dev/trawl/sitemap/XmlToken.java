package dev.trawl.sitemap;

import java.util.Map;
import java.util.Optional;

/** A piece of XML that matters here; texts and names are kept up to a length. */
sealed interface XmlToken {

  /**
   * A start tag.
   *
   * @param attributes those few that are asked for, of one given twice the first
   * @param isEmpty whether it is an end tag, too
   */
  record Start(XmlName name, Map<String, String> attributes, boolean isEmpty) implements XmlToken {
    Optional<String> attribute(String name) {
      return Optional.ofNullable(attributes.get(name));
    }
  }

  record End(XmlName name) implements XmlToken {}

  /** Text or a CDATA section; the text of an element may come in many. */
  record Text(String text) implements XmlToken {}

  /** A document type; an external one is named at most. */
  record Doctype(boolean hasInternalSubset) implements XmlToken {}

  /** There is no more, be the root element closed or not. */
  record EndOfFile() implements XmlToken {}
}
