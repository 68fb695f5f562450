package dev.trawl.parse;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownTextTest {
  private static ShownText shown(String html, int longest) {
    return HtmlParser.text(Optional.of("text/html; charset=utf-8"), html.getBytes(UTF_8), longest);
  }

  private static String text(String html) {
    return shown(html, 1_000).text();
  }

  @Test
  void aBlockIsALineAndWhatIsInlineIsNone() {
    assertThat(text("intro <div>one <b>b</b>ig<p>two</div> <h2>three</h2><ul><li>four<li>five"))
        .isEqualTo("intro\none big\ntwo\nthree\nfour\nfive");
    assertThat(text("a<br>b<ins>c</ins><del>d</del>")).isEqualTo("a\nbcd");
  }

  @Test
  void whiteSpaceIsOneBlankAndNoneAtTheEnds() {
    assertThat(text("<p> \n a \t\r\n b <i> c</i> <p> <p>d")).isEqualTo("a b c\nd");
  }

  @Test
  void cellsOfARowAreOneLine() {
    assertThat(text("<table><tr><th>a<th>b<tr><td>1<td><b>2</b></table>end"))
        .isEqualTo("a b\n1 2\nend");
  }

  @Test
  void preformattedTextKeepsItsLines() {
    assertThat(text("<pre>\none\n\n  <i>two\nthree</i></pre>four\nfive"))
        .isEqualTo("one\ntwo\nthree\nfour five");
  }

  @Test
  void whatNobodySeesIsNoText() {
    assertThat(
            text(
                "<title>t</title><style>s</style><script>x()</script><!-- c --><p>seen"
                    + "<noscript>n</noscript><template><p>t</p></template> text"))
        .isEqualTo("seen text");
    assertThat(text("")).isEmpty();
  }

  @Test
  void tagsInATextStayText() {
    assertThat(text("<p>&lt;img src=x onerror=alert(1)&gt; &amp;amp;"))
        .isEqualTo("<img src=x onerror=alert(1)> &amp;");
  }

  @ParameterizedTest
  @CsvSource({"10, a/cd, false", "4, a/cd, false", "3, a/c, true", "2, a, true"})
  void itIsCutAtTheLengthThatIsWanted(int longest, String text, boolean cut) {
    ShownText shown = shown("<p>a<p>cd", longest);
    assertThat(shown.text()).isEqualTo(text.replace('/', '\n'));
    assertThat(shown.isCut()).isEqualTo(cut);
  }

  @Test
  void itIsCutBetweenCodePointsAndHoldsNothingThatIsNoCharacter() {
    assertThat(shown("<p>x😀😀", 4).text()).isEqualTo("x😀");
    assertThat(text("<p>a\u0000b&#xD800;c"))
        .doesNotContain("\u0000")
        .matches("[^\\uD800-\\uDFFF]+");
  }

  @Test
  void theEncodingIsFoundAsEver() {
    byte[] cyrillic = "<p>Привет".getBytes(Charset.forName("KOI8-R"));
    assertThat(HtmlParser.text(Optional.of("text/html; charset=koi8-r"), cyrillic, 99).text())
        .isEqualTo("Привет");
    byte[] marked = "\uFEFF<p>é".getBytes(UTF_16BE);
    assertThat(HtmlParser.text(Optional.of("text/html"), marked, 99).text()).isEqualTo("é");
  }

  @Test
  void aPageThatIsCutWithinACharacterIsReadUpToIt() {
    byte[] whole = "<p>größer 😀".getBytes(UTF_8);
    for (int length = 3; length < whole.length; length++) {
      assertThat(HtmlParser.text(Optional.of("text/html"), Arrays.copyOf(whole, length), 99).text())
          .as(length + " bytes")
          .matches("|(g|gr|grö|größ|größe|größer)\uFFFD?|größer \uFFFD");
    }
  }

  @Test
  void deepNestingIsNoMatter() {
    assertThat(text("<div>".repeat(20_000) + "deep")).isEqualTo("deep");
    assertThat(text("<a><b>".repeat(2_000) + "deep")).isEqualTo("deep");
  }
}
