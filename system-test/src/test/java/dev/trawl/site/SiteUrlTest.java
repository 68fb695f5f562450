package dev.trawl.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteUrlTest {

  private static final SiteUrl BASE = SiteUrl.parse("http://h:1/a/b.html?q").orElseThrow();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      quoteCharacter = '~',
      value = {
        "c.html            | http://h:1/a/c.html",
        "./c.html          | http://h:1/a/c.html",
        "../c.html         | http://h:1/c.html",
        "../../../c.html   | http://h:1/c.html",
        "..                | http://h:1/",
        ".                 | http://h:1/a/",
        "%2E%2e/c          | http://h:1/c",
        "/c//d             | http://h:1/c//d",
        "?r                | http://h:1/a/b.html?r",
        "#f                | http://h:1/a/b.html?q",
        "c.html?           | http://h:1/a/c.html?",
        "c.html?x/../y     | http://h:1/a/c.html?x/../y",
        "c.html#a?b        | http://h:1/a/c.html",
        "//g/c             | http://g/c",
        "HTTP://H:1/c      | http://h:1/c",
        "http:c.html       | http://h:1/a/c.html",
        "http://h:1        | http://h:1/",
        "c\\d              | http://h:1/a/c/d",
        "a b(c),<d>'e'     | http://h:1/a/a%20b(c),%3Cd%3E'e'",
        "c?a b'<            | http://h:1/a/c?a%20b%27%3C",
        "%7e%zz            | http://h:1/a/%7e%zz",
        "é                 | http://h:1/a/%C3%A9",
        "'http://x'        | http://h:1/a/'http://x'",
      })
  void resolvesAsTheUrlStandardDoes(String reference, String expected) {
    assertThat(BASE.resolve(reference)).map(SiteUrl::toString).hasValue(expected);
  }

  @Test
  void stripsControlsAndLineEnds() {
    assertThat(BASE.resolve(" \n c\t.ht\nml "))
        .map(SiteUrl::toString)
        .hasValue("http://h:1/a/c.html");
  }

  @ParameterizedTest
  @CsvSource({"mailto:a@b", "javascript:show(1)", "https://h:1/c", "data:text/html;x"})
  void otherSchemesAreNoPages(String reference) {
    assertThat(BASE.resolve(reference)).isEmpty();
  }
}
