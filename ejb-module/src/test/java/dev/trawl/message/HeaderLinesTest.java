package dev.trawl.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.message.HeaderLines.Field;
import org.junit.jupiter.api.Test;

class HeaderLinesTest {
  @Test
  void linesStayAsTheyCame() {
    String lines = "Content-Type: text/html\nETag: W/\"1\"\nVary:\nvary: a: b";
    HeaderLines headers = HeaderLines.of(lines);
    assertThat(headers.text()).isEqualTo(lines);
    assertThat(headers.fields())
        .containsExactly(
            new Field("Content-Type", "text/html"),
            new Field("ETag", "W/\"1\""),
            new Field("Vary", ""),
            new Field("vary", "a: b"));
  }

  @Test
  void aFieldIsFoundByItsWholeNameWhateverTheCase() {
    HeaderLines headers = HeaderLines.of("X-ETag: no\nETag2: no\nNote: ETag: no\neTaG:\tyes \n");
    assertThat(headers.first("ETag")).contains("yes");
    assertThat(headers.first("Tag")).isEmpty();
    assertThat(HeaderLines.of("Link: a\nX: y\nlink:b").all("Link")).containsExactly("a", "b");
    assertThat(HeaderLines.NONE.first("ETag")).isEmpty();
  }

  @Test
  void cookiesAreLeftOut() {
    HeaderLines headers =
        HeaderLines.of("set-cookie: a=b\nServer: x\nSET-COOKIE2: c\nSet-Cookies: d");
    assertThat(headers.text()).isEqualTo("Server: x\nSet-Cookies: d");
    assertThat(HeaderLines.of("Set-Cookie: a=b\n").isEmpty()).isTrue();
  }

  @Test
  void whatDoesNotFitIsLeftOutAsAWholeLine() {
    String most = "X: " + "x".repeat(8_192 - 3 - "\nETag: \"1\"".length() - 1);
    assertThat(HeaderLines.of(most + "\nY: " + "y".repeat(9_000) + "\nETag: \"1\"").text())
        .isEqualTo(most + "\nETag: \"1\"")
        .hasSizeLessThanOrEqualTo(8_192);
  }

  @Test
  void whatPostgresqlRefusesIsReplaced() {
    assertThat(HeaderLines.of("A: \u0000\nB: \ud800 \u00e4").text())
        .isEqualTo("A: \ufffd\nB: \ufffd \u00e4");
  }

  @Test
  void aLineWithoutAColonIsANameAlone() {
    assertThat(HeaderLines.of("odd\n\n").fields()).containsExactly(new Field("odd", ""));
  }
}
