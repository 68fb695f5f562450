package dev.trawl.sitemap;

import static dev.trawl.sitemap.Reading.AT;
import static dev.trawl.sitemap.Reading.gzip;
import static dev.trawl.sitemap.Reading.index;
import static dev.trawl.sitemap.Reading.page;
import static dev.trawl.sitemap.Reading.pages;
import static dev.trawl.sitemap.Reading.read;
import static dev.trawl.sitemap.Reading.texts;
import static dev.trawl.sitemap.Reading.unreadable;
import static dev.trawl.sitemap.Reading.urls;
import static dev.trawl.sitemap.Reading.urlset;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.sitemap.SitemapResult.Index;
import dev.trawl.sitemap.SitemapResult.Unreadable;
import dev.trawl.sitemap.SitemapResult.Urls;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read, how wrong it may be, and what is not a sitemap. */
class SitemapParserTest {
  private static final String A = "https://a.example/1";

  @Test
  void pagesComeInOrderAndEachOnce() {
    assertThat(
            pages(
                "<url><loc>https://a.example/2</loc></url>"
                    + "<url><loc>https://a.example/1</loc><priority>1</priority></url>"
                    + "<url><lastmod>2024</lastmod><loc>https://a.example/2</loc></url>"))
        .containsExactly("https://a.example/2", "https://a.example/1");
  }

  @Test
  void anEmptySitemapIsOne() {
    assertThat(read("<urlset/>")).isEqualTo(new Urls(List.of(), 0, false));
    assertThat(read("<sitemapindex></sitemapindex>")).isEqualTo(new Index(List.of(), 0, false));
  }

  @Test
  void anIndexNamesSitemaps() {
    Index index =
        index(
            read(
                "<sitemapindex><sitemap><loc>a.xml.gz</loc><lastmod>2024</lastmod></sitemap>"
                    + "<sitemap><loc>ftp://a.example/b.xml</loc></sitemap></sitemapindex>"));
    assertThat(texts(index.sitemaps())).containsExactly("https://a.example/maps/a.xml.gz");
    assertThat(index.refused()).isOne();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "  https://a.example/1\t",
        "\r\n    https://a.example/1\r\n  ",
        "\u00A0https://a.example/1\u3000",
        "<![CDATA[https://a.example/1]]>",
        "\n<![CDATA[\n  https://a.example/1\n]]>\n",
        "https://a.<!-- <loc> -->example/<?php 1 > 0 ?>1",
        "https://a.example/&#49;",
        "https://a.example/&#x31;",
        "https://a.example/1#top",
        "../1",
        "/1",
        "//a.example/1"
      })
  void aLocMayBeWrittenLike(String loc) {
    assertThat(page(loc)).containsExactly(A);
  }

  @ParameterizedTest
  @CsvSource({
    "?a=1&amp;b=2, ?a=1&b=2",
    "?a=1&#38;b=2, ?a=1&b=2",
    "?a=&lt;&gt;&quot;&apos;, ?a=%3C%3E%22%27",
    // Each once: this one is a page about ampersands.
    "?a=1&amp;amp;b=2, ?a=1&amp;b=2",
    // Nobody escaped these, and browsers know what was meant.
    "?a=1&b=2, ?a=1&b=2",
    "?a=1&copy=2;, ?a=1&copy=2;",
    "?a=&nbsp;, ?a=&nbsp;",
    "?a=&#9999999;, ?a=%EF%BF%BD",
    "<![CDATA[?a=1&b=2&amp;c]]>, ?a=1&b=2&amp;c"
  })
  void referencesAreResolvedOnce(String loc, String query) {
    assertThat(page("https://a.example/" + loc)).containsExactly("https://a.example/" + query);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://a.example/",
        "mailto:a@a.example",
        "javascript:alert(1)",
        "urn:uuid:60a76c80-d399-11d9-b91C-0003939e0af6",
        "http://",
        "https://a example/"
      })
  void whatIsNoHttpUrlIsRefused(String loc) {
    Urls urls = urls(urlset("<url><loc>" + loc + "</loc></url><url><loc>" + A + "</loc></url>"));
    assertThat(texts(urls.urls())).containsExactly(A);
    assertThat(urls.refused()).isOne();
    assertThat(urls.cut()).isFalse();
  }

  @Test
  void anEmptyLocIsNotTheSitemapItself() {
    assertThat(pages("<url><loc/></url><url><loc> </loc></url><url></url><url/>")).isEmpty();
  }

  @Test
  void textWithoutALocIsAPageOnlyIfItIsAUrl() {
    assertThat(pages("<url>/1</url><url>https://a.example/2</url><url>/3<loc>/4</loc></url>"))
        .containsExactly("https://a.example/2", "https://a.example/4");
  }

  @Test
  void otherHostsAreNotOursToRefuse() {
    assertThat(page("http://b.example/x")).containsExactly("http://b.example/x");
  }

  @Test
  void onlyLocsOfPagesAreTaken() {
    assertThat(
            pages(
                "<loc>https://a.example/outside</loc><url>"
                    + "<image:loc>https://a.example/no-wrapper.png</image:loc>"
                    + "<image:image><image:loc>https://a.example/a.png</image:loc></image:image>"
                    + "<i xmlns='x'><loc>https://a.example/default-namespace</loc></i>"
                    + "<xhtml:link rel='alternate' hreflang='de' href='https://a.example/de'/>"
                    + "<loc>https://a.example/1</loc>"
                    + "<news:news><news:title>a > b & c</news:title></news:news></url>"))
        .containsExactly(A);
  }

  @Test
  void aPrefixMayStandForAnyNamespace() {
    String map = "<s:urlset><s:url><s:loc>/1</s:loc><loc>/no</loc></s:url></s:urlset>";
    assertThat(texts(urls(map).urls())).containsExactly(A);
  }

  @Test
  void bracketsInAttributesEndNoTag() {
    assertThat(pages("<url title='a>b</url>' x=\"'/>\"><loc a = '\"' >/1</loc ></url\n>"))
        .containsExactly(A);
  }

  @Test
  void whatAParserWouldStopAtIsPassedOver() {
    assertThat(
            pages(
                "<url><loc>/1</loc><lastmod></url></priority>"
                    + "<url><loc>/2</loc><title>\u0001 1 < 2 <> &x; </title></url>"))
        .containsExactly("https://a.example/1", "https://a.example/2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\uFEFF", "\n\n  ", "\uFEFF \r\n", " \uFEFF\uFEFF"})
  void whatStandsBeforeTheDeclarationDoesNotMatter(String before) {
    String map = before + urlset("<url><loc>/1</loc></url>");
    assertThat(texts(urls(map).urls())).containsExactly(A);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ISO-8859-1", "windows-1251", "Shift_JIS", "UTF-8"})
  void theDeclarationNamesTheEncoding(String name) {
    String letter = name.equals("windows-1251") ? "ж" : name.equals("Shift_JIS") ? "日" : "é";
    String map =
        "<?xml version='1.0' encoding='%s'?><urlset><url><loc>/%s</loc></url></urlset>"
            .formatted(name, letter);
    String escaped = AT.resolve("/" + letter).orElseThrow().toString();
    assertThat(texts(urls(read(map.getBytes(Charset.forName(name)))).urls()))
        .containsExactly(escaped);
  }

  @Test
  void theHeaderIsAskedBeforeTheDeclaration() {
    byte[] map =
        "<?xml version='1.0' encoding='UTF-8'?><urlset><url><loc>/é</loc></url></urlset>"
            .getBytes(ISO_8859_1);
    Optional<String> type = Optional.of("text/xml; Charset=\"iso-8859-1\"");
    assertThat(texts(urls(SitemapParser.parse(AT, type, new ByteArrayInputStream(map))).urls()))
        .containsExactly("https://a.example/%C3%A9");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "text/xml; charset=klingon", "text/xml; charset=", "text/html"})
  void aTypeThatHelpsNobodyDoesNoHarm(String type) {
    byte[] map = urlset("<url><loc>/é</loc></url>").getBytes(UTF_8);
    assertThat(
            texts(
                urls(SitemapParser.parse(AT, Optional.of(type), new ByteArrayInputStream(map)))
                    .urls()))
        .containsExactly("https://a.example/%C3%A9");
  }

  @Test
  void utf16IsSeenWithAndWithoutAMark() {
    String map = "<?xml version='1.0' encoding='UTF-16'?><urlset><url><loc>/é</loc></url></urlset>";
    for (Charset charset : List.of(UTF_16LE, UTF_16BE)) {
      for (String mark : List.of("", "\uFEFF")) {
        assertThat(texts(urls(read((mark + map).getBytes(charset))).urls()))
            .containsExactly("https://a.example/%C3%A9");
      }
    }
  }

  @Test
  void aWrongByteHarmsNoOtherLoc() {
    byte[] map = urlset("<url><loc>/é</loc></url><url><loc>/1</loc></url>").getBytes(ISO_8859_1);
    assertThat(texts(urls(read(map)).urls())).hasSize(2).endsWith(A);
  }

  @Test
  void whatIsPackedTwiceIsUnpackedTwice() {
    byte[] map = "<sitemapindex><sitemap><loc>/1</loc></sitemap></sitemapindex>".getBytes(UTF_8);
    assertThat(texts(index(read(gzip(map))).sitemaps())).containsExactly(A);
    assertThat(texts(index(read(gzip(gzip(map)))).sitemaps())).containsExactly(A);
    unreadable(read(gzip(gzip(gzip(map)))));
  }

  @Test
  void textHasAbsoluteUrlsAndAnyLineEnd() {
    Urls urls = urls("https://a.example/1\r\n\r\nhttps://a.example/2\rrubbish\n /3\n");
    assertThat(texts(urls.urls())).containsExactly(A, "https://a.example/2");
    assertThat(urls.refused()).isEqualTo(2);
    assertThat(urls.cut()).isFalse();
  }

  @Test
  void anRssItemNeedsNoLink() {
    Urls urls =
        urls(
            "<rss><channel><link>/home</link><item><title>x</title></item>"
                + "<item><guid>12</guid></item>"
                + "<item><atom:link href='/no'/><link>/1</link><guid>https://b.example/</guid></item>"
                + "</channel></rss>");
    assertThat(texts(urls.urls())).containsExactly(A);
    assertThat(urls.refused()).isZero();
  }

  @Test
  void itemsOfRss10AreBesideTheChannel() {
    Urls urls =
        urls(
            "<rdf:RDF><channel><link>/home</link></channel>"
                + "<item rdf:about='/x'><link>/1</link></item></rdf:RDF>");
    assertThat(texts(urls.urls())).containsExactly(A);
  }

  @Test
  void anAtomEntryHasOneAlternate() {
    Urls urls =
        urls(
            "<feed><link href='/home'/><entry><link rel='self' href='/self'/>"
                + "<source><link href='/source'/></source>"
                + "<link rel='alternate' href='/1?a&amp;b'/><link href='/2'/></entry>"
                + "<entry><link rel='edit' href='/edit'/></entry></feed>");
    assertThat(texts(urls.urls())).containsExactly("https://a.example/1?a&b");
    assertThat(urls.refused()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " \n",
        "<!doctype html><html><body><a href='https://a.example/'>x</a></body></html>",
        "<html><urlset><url><loc>https://a.example/</loc></url></urlset></html>",
        "<!-- nothing -->",
        "<?xml version='1.0'?>",
        "Not found",
        "{\"error\": \"https://a.example/\"}",
        "Sitemap: https://a.example/sitemap.xml\n",
        "https://a.example/\n\0\0\0",
        "\u001f\u008b",
        "<"
      })
  void whatIsNoSitemapIsUnreadable(String text) {
    Unreadable result = unreadable(read(text));
    assertThat(result.reason()).isEqualTo("sitemap-unreadable");
    assertThat(result.detail()).isNotBlank().doesNotContain("\n");
  }

  @Test
  void whatOnlyBeginsAsGzipIsUnreadable() {
    byte[] broken = gzip(urlset("").getBytes(UTF_8));
    broken[3] = 2; // a header checksum that is not there
    assertThat(unreadable(read(broken)).detail()).isEqualTo("cannot be unpacked");
  }

  @Test
  void theDetailIsFitToBeStored() {
    assertThat(unreadable(read("<h\u0000\uD800é1>")).detail())
        .isEqualTo("its root element is h???1");
  }

  @Test
  void noBytesMakeItThrow() {
    Random random = new Random(1);
    byte[] map = urlset("<url><loc>/1</loc><!-- x --><a b='c'/></url>".repeat(5)).getBytes(UTF_8);
    for (int round = 0; round < 20_000; round++) {
      byte[] bent = map.clone();
      for (int change = 0; change <= round % 8; change++) {
        bent[random.nextInt(bent.length)] =
            (byte) "<>/!?[]-&;'\"\0é:= A".charAt(random.nextInt(18));
      }
      assertThat(read(round % 2 == 0 ? bent : gzip(bent))).isNotNull();
    }
  }
}
