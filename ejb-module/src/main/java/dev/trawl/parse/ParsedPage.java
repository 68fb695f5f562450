package dev.trawl.parse;

import dev.trawl.url.CrawlUrl;
import java.util.List;
import java.util.Optional;

/**
 * What is kept of an HTML page.
 *
 * @param charset the encoding it was decoded from, by the Encoding Standard's name in lower case
 * @param title without line breaks, at most {@link HtmlParser#LONGEST_TITLE} UTF-16 units
 * @param lang as the page says, at most {@link HtmlParser#LONGEST_LANG} UTF-16 units
 * @param outlinks in document order, each once, at most {@link HtmlParser#MOST_OUTLINKS}, none
 *     longer than {@link HtmlParser#LONGEST_OUTLINK}; the page itself is among them if it links to
 *     itself
 */
public record ParsedPage(
    String charset, Optional<String> title, Optional<String> lang, List<CrawlUrl> outlinks) {
  public ParsedPage {
    outlinks = List.copyOf(outlinks);
  }
}
