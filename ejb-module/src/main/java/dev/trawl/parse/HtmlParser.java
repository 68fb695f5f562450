package dev.trawl.parse;

import dev.trawl.url.CrawlUrl;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jsoup.nodes.Document;
import org.jsoup.parser.ParseSettings;
import org.jsoup.parser.Parser;

/** Reads HTML as browsers do. Stateless; never throws for what is in a page. */
public final class HtmlParser {
  /** Links kept of a page; further ones are dropped, and counted. */
  public static final int MOST_OUTLINKS = 10_000;

  /**
   * In characters of all serialised URLs of a page together; further links are dropped. The most
   * links have room if they take two hundred each on average; but a base of eight thousand makes
   * eighty megabytes of ten thousand links that hardly take a byte each.
   */
  public static final int MOST_OUTLINK_CHARACTERS = 2 << 20;

  /** In UTF-16 units. */
  public static final int LONGEST_TITLE = 1_000;

  /** In UTF-16 units; the length that RFC 5646, section 4.4.1, has in mind for a language tag. */
  public static final int LONGEST_LANG = 35;

  /** As in Chromium; what is nested deeper becomes a sibling, so no link is lost. */
  private static final int DEEPEST = 512;

  private HtmlParser() {}

  /**
   * Whether an answer is to be parsed as HTML: by its type, and by its first bytes if it has none
   * that says something.
   *
   * @param contentType the Content-Type header as it was received
   */
  public static boolean isHtml(Optional<String> contentType, byte[] body) {
    ContentType type = contentType.map(ContentType::parse).orElse(ContentType.NONE);
    return type.isHtml() || (type.isUnknown() && HtmlSniffer.looksLikeHtml(body));
  }

  /**
   * Parses a page. The links of {@code a}, {@code area}, {@code frame} and {@code iframe}, and of
   * {@code meta http-equiv=refresh}, are resolved against the first {@code base} element that has
   * an href, else against the page's URL; those that are no http or https URLs are dropped.
   *
   * @param url where the page was found, after redirects
   * @param contentType the Content-Type header as it was received
   * @param body the page after content decoding
   * @param robotsToken the name by which a page may speak to us alone
   */
  public static ParsedPage parse(
      CrawlUrl url, Optional<String> contentType, byte[] body, String robotsToken) {
    ContentType type = contentType.map(ContentType::parse).orElse(ContentType.NONE);
    PageText page = PageText.decode(type.charset(), body);
    PageVisitor found = new PageVisitor(robotsToken);
    document(type, page.text()).traverse(found);
    return page(url, found, page.encoding());
  }

  /**
   * Parses a page bit by bit: neither its text nor its tree are ever in memory as a whole. Its
   * encoding is found by its first bytes alone, links within links come in another order, and where
   * tags are nested very wrongly a link may be lost; otherwise the same as {@link #parse(CrawlUrl,
   * Optional, byte[], String)}.
   *
   * @param start the first bytes, some hundred thousand or all
   * @throws IOException what the stream throws
   */
  public static ParsedPage parse(
      CrawlUrl url, Optional<String> contentType, byte[] start, Source body, String robotsToken)
      throws IOException {
    ContentType type = contentType.map(ContentType::parse).orElse(ContentType.NONE);
    Encoding encoding = PageText.encoding(type.charset(), start);
    int mark = ByteOrderMark.of(start).map(ByteOrderMark::length).orElse(0);
    return page(url, read(type, encoding, mark, body, robotsToken), encoding);
  }

  /** All bytes of a page, as often as they are asked for. */
  @FunctionalInterface
  public interface Source {
    /** From the first byte on. */
    InputStream open() throws IOException;
  }

  private static PageVisitor read(
      ContentType type, Encoding encoding, int mark, Source body, String robotsToken)
      throws IOException {
    try (Reader text = text(body, mark, encoding, type.isXhtml())) {
      return PageStream.read(parser(type), text, new PageVisitor(robotsToken));
    } catch (IndexOutOfBoundsException e) {
      try (Reader text = text(body, mark, encoding, true)) {
        return PageStream.read(withoutFormatting(), text, new PageVisitor(robotsToken));
      }
    }
  }

  private static Reader text(Source body, int mark, Encoding encoding, boolean xml)
      throws IOException {
    InputStream in = body.open();
    in.skipNBytes(mark);
    return new LongTexts(new InputStreamReader(in, encoding.charset()), xml);
  }

  /**
   * What a page shows, as text.
   *
   * @param contentType the Content-Type header as it was received
   * @param start the first bytes of the page, or all
   * @param longest in UTF-16 units
   */
  public static ShownText text(Optional<String> contentType, byte[] start, int longest) {
    ContentType type = contentType.map(ContentType::parse).orElse(ContentType.NONE);
    Encoding encoding = PageText.encoding(type.charset(), start);
    int mark = ByteOrderMark.of(start).map(ByteOrderMark::length).orElse(0);
    return ShownText.of(document(type, encoding.decode(start, mark)), longest);
  }

  private static ParsedPage page(CrawlUrl url, PageVisitor found, Encoding encoding) {
    Charset charset = encoding.outputCharset();
    CrawlUrl base = base(url, found, charset);
    Links links = links(base, found, charset);
    return new ParsedPage(
        encoding.standardName(),
        found.title().flatMap(title -> CleanText.line(title, LONGEST_TITLE)),
        found.lang().flatMap(lang -> CleanText.line(lang, LONGEST_LANG)),
        List.copyOf(links.kept().keySet()),
        links.kept().entrySet().stream()
            .filter(Map.Entry::getValue)
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet()),
        links.dropped(),
        found.tags(),
        found.canonical().flatMap(href -> base.resolve(href, charset)).filter(HtmlParser::isShort),
        found.simHash());
  }

  static Document document(ContentType type, String text) {
    try {
      return parser(type).parseInput(text, "");
    } catch (IndexOutOfBoundsException e) {
      return withoutFormatting().parseInput(text, "");
    }
  }

  /**
   * What reads a page on which the right parser fails with an IndexOutOfBoundsException: jsoup
   * 1.24.1 does where it opens formatting elements ({@code <a>}, {@code <b>}) again at the deepest
   * level. Without the rules of HTML there are no such elements, and no link is lost.
   */
  private static Parser withoutFormatting() {
    return Parser.xmlParser().settings(ParseSettings.htmlDefault).setMaxDepth(DEEPEST);
  }

  /**
   * The page's own URL where the base cannot be resolved, as the HTML Standard says of its fallback
   * base URL.
   */
  private static CrawlUrl base(CrawlUrl url, PageVisitor found, Charset encoding) {
    return found
        .base()
        .flatMap(href -> url.resolve(href, encoding))
        .filter(HtmlParser::isShort)
        .orElse(url);
  }

  private static Parser parser(ContentType type) {
    Parser parser = type.isXhtml() ? Parser.xmlParser() : Parser.htmlParser();
    return parser.setMaxDepth(DEEPEST);
  }

  /**
   * The links of a page.
   *
   * @param kept in the order of the document; true where no link to it is to be followed
   * @param dropped how many more there are
   */
  private record Links(Map<CrawlUrl, Boolean> kept, int dropped) {}

  private static Links links(CrawlUrl base, PageVisitor found, Charset encoding) {
    Map<CrawlUrl, Boolean> kept = new LinkedHashMap<>();
    int dropped = found.passedOver();
    int room = MOST_OUTLINK_CHARACTERS;
    for (Map.Entry<String, Boolean> reference : found.references().entrySet()) {
      if (kept.size() == MOST_OUTLINKS || room < CrawlUrl.LONGEST_LINK) {
        dropped++;
        continue;
      }
      Optional<CrawlUrl> link = base.resolve(reference.getKey(), encoding);
      if (link.filter(HtmlParser::isShort).isPresent()) {
        int before = kept.size();
        kept.merge(link.get(), reference.getValue(), Boolean::logicalAnd);
        room -= kept.size() == before ? 0 : link.get().toString().length();
      } else if (link.isPresent()) {
        dropped++;
      }
    }
    return new Links(kept, dropped);
  }

  private static boolean isShort(CrawlUrl link) {
    return link.toString().length() <= CrawlUrl.LONGEST_LINK;
  }
}
