package dev.trawl.parse;

import dev.trawl.fuzz.Input;
import dev.trawl.fuzz.Oracle;
import dev.trawl.url.CrawlUrl;
import java.util.HashSet;
import java.util.Optional;

/**
 * A page. First line: how often it is repeated, where it was found. Second line: its content type.
 */
public final class HtmlFuzz {
  private HtmlFuzz() {}

  public static void fuzzerTestOneInput(byte[] bytes) {
    Input input = new Input(bytes);
    int times = input.digit();
    CrawlUrl url = CrawlUrl.parse(input.line()).orElseGet(HtmlFuzz::somewhere);
    Optional<String> contentType = Optional.of(input.line()).filter(type -> !type.isEmpty());
    byte[] body = input.rest(times);
    HtmlParser.isHtml(contentType, body);
    check(HtmlParser.parse(url, contentType, body, "trawl"));
  }

  private static CrawlUrl somewhere() {
    return CrawlUrl.parse("http://a.example/folder/page?query").orElseThrow();
  }

  private static void check(ParsedPage page) {
    Oracle.check(Encoding.labelled(page.charset()).isPresent(), page.charset());
    page.title().ifPresent(title -> check(title, HtmlParser.LONGEST_TITLE));
    page.lang().ifPresent(lang -> check(lang, HtmlParser.LONGEST_LANG));
    Oracle.check(page.outlinks().size() <= HtmlParser.MOST_OUTLINKS, "too many outlinks");
    Oracle.check(
        page.outlinks().stream().mapToInt(link -> link.toString().length()).sum()
            <= HtmlParser.MOST_OUTLINK_CHARACTERS,
        "outlinks that are too long together");
    Oracle.check(
        new HashSet<>(page.outlinks()).size() == page.outlinks().size(),
        "an outlink that comes twice");
    Oracle.check(page.outlinks().containsAll(page.nofollow()), "nofollow without a link");
    page.outlinks().forEach(HtmlFuzz::check);
  }

  private static void check(CrawlUrl link) {
    Oracle.url(link);
    Oracle.check(link.toString().length() <= CrawlUrl.LONGEST_LINK, "a link that is too long");
  }

  private static void check(String text, int longest) {
    Oracle.line(text);
    Oracle.check(!text.isEmpty() && text.length() <= longest, "a text of " + text.length());
  }
}
