package dev.trawl.parse;

import dev.trawl.url.CrawlUrl;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is kept of an HTML page.
 *
 * @param charset the encoding it was decoded from, by the Encoding Standard's name in lower case
 * @param title without line breaks, at most {@link HtmlParser#LONGEST_TITLE} UTF-16 units
 * @param lang as the page says, at most {@link HtmlParser#LONGEST_LANG} UTF-16 units
 * @param outlinks in document order, each once, at most {@link HtmlParser#MOST_OUTLINKS}, none
 *     longer than {@link CrawlUrl#LONGEST_LINK}, all together not longer than {@link
 *     HtmlParser#MOST_OUTLINK_CHARACTERS}; the page itself is among them if it links to itself
 * @param nofollow those of them to which every link is {@code rel=nofollow}, {@code ugc} or {@code
 *     sponsored}
 * @param outlinksDropped how many further links the page has that were not kept: those too long,
 *     and all behind the last one for which there was room, among them what may be no http or https
 *     URL or lead to the same
 * @param tags what its meta elements ask of us
 * @param canonical where its first {@code link rel=canonical} leads (RFC 6596), not longer than
 *     {@link CrawlUrl#LONGEST_LINK}
 * @param simHash fingerprint of its visible text: near duplicates differ in few bits; empty for a
 *     text of fewer than 20 words
 */
public record ParsedPage(
    String charset,
    Optional<String> title,
    Optional<String> lang,
    List<CrawlUrl> outlinks,
    Set<CrawlUrl> nofollow,
    int outlinksDropped,
    RobotsTags tags,
    Optional<CrawlUrl> canonical,
    OptionalLong simHash) {
  public ParsedPage {
    outlinks = List.copyOf(outlinks);
    nofollow = Set.copyOf(nofollow);
  }

  /** The same with a link that is to be followed, behind the others; dropped if it has no room. */
  public ParsedPage withLink(CrawlUrl link) {
    if (outlinks.contains(link)) {
      return with(outlinks, without(nofollow, link), outlinksDropped);
    }
    return hasRoomFor(link)
        ? with(
            Stream.concat(outlinks.stream(), Stream.of(link)).toList(), nofollow, outlinksDropped)
        : with(outlinks, nofollow, outlinksDropped + 1);
  }

  private boolean hasRoomFor(CrawlUrl link) {
    int length = link.toString().length();
    int all = outlinks.stream().mapToInt(other -> other.toString().length()).sum() + length;
    return outlinks.size() < HtmlParser.MOST_OUTLINKS
        && length <= CrawlUrl.LONGEST_LINK
        && all <= HtmlParser.MOST_OUTLINK_CHARACTERS;
  }

  private static Set<CrawlUrl> without(Set<CrawlUrl> links, CrawlUrl link) {
    return links.stream().filter(other -> !other.equals(link)).collect(Collectors.toSet());
  }

  private ParsedPage with(List<CrawlUrl> links, Set<CrawlUrl> notFollowed, int dropped) {
    return new ParsedPage(
        charset, title, lang, links, notFollowed, dropped, tags, canonical, simHash);
  }
}
