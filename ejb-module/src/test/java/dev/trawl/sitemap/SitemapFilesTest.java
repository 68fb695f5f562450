package dev.trawl.sitemap;

import static dev.trawl.sitemap.Reading.index;
import static dev.trawl.sitemap.Reading.read;
import static dev.trawl.sitemap.Reading.texts;
import static dev.trawl.sitemap.Reading.urls;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.sitemap.SitemapResult.Index;
import dev.trawl.sitemap.SitemapResult.Urls;
import dev.trawl.url.SharedTestData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sitemaps and feeds of crawler-commons, some of them from the web. */
class SitemapFilesTest {
  private static byte[] bytes(String file) throws IOException {
    return Files.readAllBytes(SharedTestData.file(file));
  }

  private static List<String> pages(String file) throws IOException {
    Urls urls = urls(read(bytes(file)));
    assertThat(urls.refused()).isZero();
    assertThat(urls.cut()).isFalse();
    return texts(urls.urls());
  }

  @ParameterizedTest
  @CsvSource({
    "sitemaps/extension/hebdenbridgetimes-articles-sitemap.xml, 74",
    "sitemaps/extension/pagemaps-sitemap.xml, 2",
    "sitemaps/extension/shinpaideshou-news-sitemap.xml, 3",
    "sitemaps/extension/sitemap-images.xml, 1",
    "sitemaps/extension/sitemap-links.xml, 3",
    "sitemaps/extension/sitemap-mobile.xml, 3",
    "sitemaps/extension/sitemap-news.xml, 2",
    "sitemaps/extension/sitemap-videos.xml, 3",
    "sitemaps/extension/sitemap-videos-tvshow.xml, 1"
  })
  void anExtensionAddsNoPages(String file, int pages) throws IOException {
    assertThat(pages(file)).hasSize(pages);
  }

  @Test
  void aPageIsFoundAfterItsVideo() throws IOException {
    assertThat(pages("sitemaps/extension/sitemap-videos-tvshow.xml"))
        .containsExactly("https://example.org/my-tv-show/23/13/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sitemaps/sitemap.ns.xml", "sitemaps/sitemap.badns.xml"})
  void namespacesMayBePrefixedOrWrong(String file) throws IOException {
    assertThat(pages(file)).containsExactly("http://www.example.com/1", "http://www.example.com/2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sitemaps/sitemap.txt", "sitemaps/sitemap-with-bom.txt"})
  void textIsOneUrlALine(String file) throws IOException {
    assertThat(pages(file))
        .containsExactly("http://www.domain.com/page1.html", "http://www.domain.com/page2.html");
  }

  @Test
  void textNeedsNoLineEnd() throws IOException {
    assertThat(pages("sitemaps/do-not-visit.txt"))
        .containsExactly("http://www.example.com/do-not-visit-here");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sitemaps/sitemap.txt.gz", "sitemaps/xmlSitemap.gz"})
  void packedTextAndXmlAreReadAlike(String file) throws IOException {
    assertThat(pages(file))
        .containsExactly(
            "http://www.example.com/",
            "http://www.example.com/catalog?item=12&desc=vacation_hawaii",
            "http://www.example.com/catalog?item=73&desc=vacation_new_zealand",
            "http://www.example.com/catalog?item=74&desc=vacation_newfoundland",
            "http://www.example.com/catalog?item=83&desc=vacation_usa");
  }

  @Test
  void anIndexWithoutLocIsUnderstood() throws IOException {
    Index index = index(read(bytes("sitemaps/sitemap.index.xml")));
    assertThat(texts(index.sitemaps()))
        .hasSize(15)
        .startsWith("https://example.com/sitemap.jss?portalCode=10260&lang=en")
        .endsWith("https://example.com/sitemap.jss?portalCode=10570&lang=en");
    assertThat(index.cut()).isFalse();
  }

  @Test
  void anAtomEntryIsItsFirstAlternate() throws IOException {
    assertThat(pages("sitemaps/atom.xml")).containsExactly("http://example.org/2003/12/13/atom03");
  }

  @Test
  void anRssItemIsItsLinkOrElseAGuidThatIsAUrl() throws IOException {
    assertThat(pages("rss/feed.rss"))
        .containsExactly(
            "https://www.example.com/blog/post/1",
            "https://www.example.com/guid.html",
            "https://www.example.com/foo?q=a&l=en",
            "https://www.example.com/foo?q=a&l=fr");
  }

  @Test
  void theLinkOfAChannelIsNoItem() throws IOException {
    assertThat(pages("rss/xmlRss_pubDate.xml"))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 7)
                .mapToObj(i -> "http://www.example.com/article_" + i)
                .toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sitemaps/extension/sitemap-links.xml",
        "sitemaps/extension/sitemap-videos.xml",
        "sitemaps/sitemap.ns.xml",
        "sitemaps/xmlSitemap.gz",
        "sitemaps/sitemap.txt.gz",
        "rss/feed.rss",
        "sitemaps/atom.xml"
      })
  void whereverAFileBreaksOffItGivesABeginningOfItsPages(String file) throws IOException {
    byte[] whole = bytes(file);
    List<String> pages = pages(file);
    for (int length = 0; length < whole.length; length++) {
      SitemapResult result = read(Arrays.copyOf(whole, length));
      if (result instanceof Urls urls) {
        int found = urls.urls().size();
        assertThat(texts(urls.urls()))
            .as("first %d bytes", length)
            .isEqualTo(pages.subList(0, found));
        assertThat(urls.refused()).isZero();
        assertThat(urls.cut() || found == pages.size()).isTrue();
      }
    }
  }
}
