package dev.trawl.sitemap;

import dev.trawl.sitemap.XmlToken.Start;
import dev.trawl.url.CrawlUrl;
import java.util.Optional;

/** One entry while it is read: what it has said of its URL so far. */
final class Entry {
  /** More than a loc may have, so that one that is too long is seen to be. */
  private static final int LONGEST_TEXT = 2 * CrawlUrl.LONGEST_LINK;

  private final Format format;
  private final XmlName name;
  private final int depth;

  /** The text of the loc that is open. */
  private Optional<BoundedText> loc = Optional.empty();

  /** What is taken if there is no loc. */
  private final BoundedText spare = new BoundedText(LONGEST_TEXT);

  private boolean inGuid;
  private boolean found;

  /**
   * An entry that has just begun.
   *
   * @param depth of its start tag
   */
  Entry(Format format, XmlName name, int depth) {
    this.format = format;
    this.name = name;
    this.depth = depth;
  }

  void start(int at, Start tag) {
    if (at != depth + 1 || !tag.name().hasPrefixOf(name)) {
      return;
    }
    if (format == Format.ATOM) {
      link(tag);
    } else if (format.isLoc(tag.name())) {
      loc = Optional.of(new BoundedText(LONGEST_TEXT));
    } else {
      inGuid = format.isRss() && tag.name().is("guid");
    }
  }

  /** The first alternate, which a link is that says nothing else (RFC 4287 section 4.2.7.2). */
  private void link(Start tag) {
    boolean isAlternate = tag.attribute("rel").orElse("alternate").equals("alternate");
    if (format.isLoc(tag.name()) && isAlternate && spare.isEmpty()) {
      tag.attribute("href").ifPresent(spare::append);
    }
  }

  void text(int at, String text) {
    if (at == depth + 1) {
      loc.ifPresent(open -> open.append(text));
    }
    if (at == depth ? format.isSitemap() : at == depth + 1 && inGuid) {
      spare.append(text);
    }
  }

  /** An element ended, and left this depth; the loc that is known by that, if there is one. */
  Optional<String> close(int at) {
    if (at > depth) {
      return Optional.empty();
    }
    Optional<String> closed = loc.flatMap(Entry::stripped);
    loc = Optional.empty();
    inGuid = false;
    found |= closed.isPresent();
    return isClosed(at) && !found ? stripped(spare).filter(this::isGood) : closed;
  }

  boolean isClosed(int at) {
    return at < depth;
  }

  /**
   * Text beside a loc and a guid may be anything, whatever the latter says of itself: absolute URLs
   * are pages all the same.
   */
  private boolean isGood(String text) {
    return format == Format.ATOM || CrawlUrl.parse(text).isPresent();
  }

  private static Optional<String> stripped(BoundedText text) {
    return Optional.of(Blank.strip(text.toString())).filter(loc -> !loc.isEmpty());
  }
}
