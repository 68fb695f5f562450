package dev.trawl.parse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WrongLabelTest {
  private static final byte[] WRONG = {0, 'A', '<', 0x1B, (byte) 0x81, (byte) 0xA4, (byte) 0xFF};

  @ParameterizedTest
  @EnumSource
  void noSingleWrongByteOutweighsALabel(LegacyPage page) {
    assertNoByteFlips(page.bytes(), page.encoding());
    assertNoByteFlips(page.html("").getBytes(UTF_8), "utf-8");
  }

  @Test
  void noSingleWrongByteOutweighsTheLabelOfAPageWithHardlyAnyText() {
    assertNoByteFlips("<title>😀</title><p>é".getBytes(UTF_8), "utf-8");
    assertNoByteFlips("<title>날씨</title>".getBytes(Charset.forName("EUC-KR")), "euc-kr");
    assertNoByteFlips("<title>中文</title>".getBytes(Charset.forName("GBK")), "gbk");
    assertNoByteFlips("<title>x</title>".getBytes(UTF_8), "shift_jis");
  }

  @Test
  void noSingleWrongByteMakesAPageWithoutALabelAnythingElseThanUtf8() {
    byte[] body = LegacyPage.JAPANESE.html("").getBytes(UTF_8);
    body[body.length / 2] = (byte) 0xFF;
    PageText read = PageText.decode(Optional.empty(), body);
    assertThat(read.encoding()).isEqualTo(Encoding.UTF_8);
    assertThat(read.text()).contains(LegacyPage.JAPANESE.title());
  }

  @Test
  void utf8WithTextsThatWereCutInAWordStaysUtf8() {
    byte[] cut = Arrays.copyOf("<p>Сегодня утром на площади открылась".getBytes(UTF_8), 41);
    assertThat(new String(cut, UTF_8)).endsWith("\uFFFD");
    String list = new String(cut, ISO_8859_1).repeat(500);
    for (String label : new String[] {"utf-8", "klingon"}) {
      PageText read = PageText.decode(Optional.of(label), list.getBytes(ISO_8859_1));
      assertThat(read.encoding()).isEqualTo(Encoding.UTF_8);
    }
  }

  @Test
  void whatWasMalformedBeforeItWasUtf8IsWellFormed() {
    byte[] body = "<title>\uFFFD</title><p>\uFFFD \uFFFD \uFFFD".getBytes(UTF_8);
    assertThat(PageText.decode(Optional.of("utf-8"), body).encoding()).isEqualTo(Encoding.UTF_8);
    assertThat(PageText.decode(Optional.empty(), body).encoding()).isEqualTo(Encoding.UTF_8);
  }

  @Test
  void aLabelOfOneByteACharacterIsBelievedAsInBrowsers() {
    byte[] utf8 = LegacyPage.RUSSIAN.html("").getBytes(UTF_8);
    assertThat(PageText.decode(Optional.of("iso-8859-1"), utf8).encoding())
        .isEqualTo(Encoding.WINDOWS_1252);
    assertThat(LegacyPage.RUSSIAN.readAs("windows-1251").encoding())
        .isEqualTo(Encoding.WINDOWS_1251);
  }

  @Test
  void utf16IsBelievedOfTextWithFewNuls() {
    byte[] body = ("<p>" + "汉字".repeat(60) + "。\n").repeat(9).getBytes(UTF_16LE);
    assertThat(PageText.decode(Optional.of("utf-16le"), body).encoding())
        .isEqualTo(Encoding.UTF_16LE);
    assertThat(PageText.decode(Optional.of("utf-16le"), "é".getBytes(UTF_16LE)).text())
        .isEqualTo("é");
  }

  @Test
  void asciiIsUtf8WhereItIsLabelledUtf16() {
    byte[] body = "<title>Plain</title>".getBytes(UTF_8);
    for (String label : new String[] {"utf-16", "utf-16be", "unicode"}) {
      PageText read = PageText.decode(Optional.of(label), body);
      assertThat(read.encoding()).isEqualTo(Encoding.UTF_8);
      assertThat(read.text()).isEqualTo("<title>Plain</title>");
    }
  }

  @Test
  void aByteOrderMarkIsBelievedWhateverFollows() {
    byte[] body = LegacyPage.FRENCH.bytes();
    body[0] = (byte) 0xFF;
    body[1] = (byte) 0xFE;
    assertThat(PageText.decode(Optional.of("windows-1252"), body).encoding())
        .isEqualTo(Encoding.UTF_16LE);
  }

  private static void assertNoByteFlips(byte[] body, String label) {
    for (int i = 4; i < body.length; i++) {
      byte right = body[i];
      for (byte wrong : WRONG) {
        body[i] = wrong;
        assertThat(PageText.decode(Optional.of(label), body).encoding().standardName())
            .as("byte %d as %x", i, wrong)
            .isEqualTo(label);
      }
      body[i] = right;
      byte[] shorter = new byte[body.length - 1];
      System.arraycopy(body, 0, shorter, 0, i);
      System.arraycopy(body, i + 1, shorter, i, shorter.length - i);
      assertThat(PageText.decode(Optional.of(label), shorter).encoding().standardName())
          .as("without byte %d", i)
          .isEqualTo(label);
    }
  }
}
