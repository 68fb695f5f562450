package dev.trawl.parse;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The encodings of the Encoding Standard, section 4: name, Java's charset that decodes it, further
 * labels. "replacement" and "x-user-defined" are left out: their labels count as unknown, as do
 * those of an encoding that this Java has no charset for.
 */
enum Encoding {
  UTF_8("utf-8", "UTF-8", "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf8 x-unicode20utf8"),
  IBM866("ibm866", "IBM866", "866 cp866 csibm866"),
  ISO_8859_2(
      "iso-8859-2",
      "ISO-8859-2",
      "csisolatin2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2"),
  ISO_8859_3(
      "iso-8859-3",
      "ISO-8859-3",
      "csisolatin3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3"),
  ISO_8859_4(
      "iso-8859-4",
      "ISO-8859-4",
      "csisolatin4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4"),
  ISO_8859_5(
      "iso-8859-5",
      "ISO-8859-5",
      "csisolatincyrillic cyrillic iso-ir-144 iso8859-5 iso88595 iso_8859-5 " + "iso_8859-5:1988"),
  ISO_8859_6(
      "iso-8859-6",
      "ISO-8859-6",
      "arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6-e "
          + "iso-8859-6-i iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987"),
  ISO_8859_7(
      "iso-8859-7",
      "ISO-8859-7",
      "csisolatingreek ecma-118 elot_928 greek greek8 iso-ir-126 iso8859-7 iso88597 "
          + "iso_8859-7 iso_8859-7:1987 sun_eu_greek"),
  ISO_8859_8(
      "iso-8859-8",
      "ISO-8859-8",
      "csiso88598e csisolatinhebrew hebrew iso-8859-8-e iso-ir-138 iso8859-8 iso88598 "
          + "iso_8859-8 iso_8859-8:1988 visual"),
  ISO_8859_8_I("iso-8859-8-i", "ISO-8859-8", "csiso88598i logical"),
  ISO_8859_10(
      "iso-8859-10", "ISO-8859-10", "csisolatin6 iso-ir-157 iso8859-10 iso885910 l6 latin6"),
  ISO_8859_13("iso-8859-13", "ISO-8859-13", "iso8859-13 iso885913"),
  ISO_8859_14("iso-8859-14", "ISO-8859-14", "iso8859-14 iso885914"),
  ISO_8859_15("iso-8859-15", "ISO-8859-15", "csisolatin9 iso8859-15 iso885915 iso_8859-15 l9"),
  ISO_8859_16("iso-8859-16", "ISO-8859-16", ""),
  KOI8_R("koi8-r", "KOI8-R", "cskoi8r koi koi8 koi8_r"),
  KOI8_U("koi8-u", "KOI8-U", "koi8-ru"),
  MACINTOSH("macintosh", "x-MacRoman", "csmacintosh mac x-mac-roman"),
  WINDOWS_874("windows-874", "x-windows-874", "dos-874 iso-8859-11 iso8859-11 iso885911 tis-620"),
  WINDOWS_1250("windows-1250", "windows-1250", "cp1250 x-cp1250"),
  WINDOWS_1251("windows-1251", "windows-1251", "cp1251 x-cp1251"),
  WINDOWS_1252(
      "windows-1252",
      "windows-1252",
      "ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 "
          + "iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii x-cp1252"),
  WINDOWS_1253("windows-1253", "windows-1253", "cp1253 x-cp1253"),
  WINDOWS_1254(
      "windows-1254",
      "windows-1254",
      "cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 "
          + "iso_8859-9:1989 l5 latin5 x-cp1254"),
  WINDOWS_1255("windows-1255", "windows-1255", "cp1255 x-cp1255"),
  WINDOWS_1256("windows-1256", "windows-1256", "cp1256 x-cp1256"),
  WINDOWS_1257("windows-1257", "windows-1257", "cp1257 x-cp1257"),
  WINDOWS_1258("windows-1258", "windows-1258", "cp1258 x-cp1258"),
  X_MAC_CYRILLIC("x-mac-cyrillic", "x-MacUkraine", "x-mac-ukrainian"),
  GBK(
      "gbk",
      "GB18030",
      "chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 iso-ir-58 x-gbk"),
  GB18030("gb18030", "GB18030", ""),
  BIG5("big5", "Big5-HKSCS", "big5-hkscs cn-big5 csbig5 x-x-big5"),
  /** Java's "EUC-JP" lacks the rows of NEC and IBM that the standard's has. */
  EUC_JP("euc-jp", "x-eucJP-Open", "cseucpkdfmtjapanese x-euc-jp"),
  ISO_2022_JP("iso-2022-jp", "ISO-2022-JP", "csiso2022jp"),
  SHIFT_JIS(
      "shift_jis", "windows-31j", "csshiftjis ms932 ms_kanji shift-jis sjis windows-31j x-sjis"),
  EUC_KR(
      "euc-kr",
      "x-windows-949",
      "cseuckr csksc56011987 iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 "
          + "ksc_5601 windows-949"),
  UTF_16BE("utf-16be", "UTF-16BE", "unicodefffe"),
  UTF_16LE("utf-16le", "UTF-16LE", "csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16");

  /** What decoders put where bytes mean nothing. */
  static final char REPLACEMENT = '\uFFFD';

  private static final int LAST_CONTROL = 0x9F;
  private static final Map<String, Encoding> BY_LABEL = byLabel();

  private final String standardName;
  private final String javaName;

  /** Separated by spaces. */
  private final String furtherLabels;

  Encoding(String standardName, String javaName, String furtherLabels) {
    this.standardName = standardName;
    this.javaName = javaName;
    this.furtherLabels = furtherLabels;
  }

  /**
   * The encoding that a header or a page names by this label; empty for a label that browsers do
   * not know either.
   */
  static Optional<Encoding> labelled(String label) {
    return Optional.ofNullable(BY_LABEL.get(label.strip().toLowerCase(Locale.ROOT)));
  }

  /** The standard's name in lower case. */
  String standardName() {
    return standardName;
  }

  Charset charset() {
    return Charset.forName(javaName);
  }

  /** The bytes from this one on as text, in which U+FFFD stands for what they cannot be. */
  String decode(byte[] body, int from) {
    String text = new String(body, from, body.length - from, charset());
    boolean hasGaps = isSingleByte() && text.indexOf(REPLACEMENT) >= 0;
    return hasGaps ? withControls(text, body, from) : text;
  }

  /** What queries of links in such a page are written in: "get an output encoding". */
  Charset outputCharset() {
    return isUtf16() ? StandardCharsets.UTF_8 : charset();
  }

  /** A page that can be read so far as to say it is in UTF-16 is not. */
  Encoding whenDeclaredInside() {
    return isUtf16() ? UTF_8 : this;
  }

  boolean isUtf16() {
    return this == UTF_16BE || this == UTF_16LE;
  }

  boolean isSingleByte() {
    return switch (this) {
      case UTF_8, GBK, GB18030, BIG5, EUC_JP, ISO_2022_JP, SHIFT_JIS, EUC_KR, UTF_16BE, UTF_16LE ->
          false;
      default -> true;
    };
  }

  private Stream<String> furtherLabels() {
    return Stream.of(furtherLabels.split(" ")).filter(label -> !label.isEmpty());
  }

  /** The standard's indexes have the C1 controls where those of Java have nothing. */
  private static String withControls(String text, byte[] body, int from) {
    StringBuilder filled = new StringBuilder(text);
    for (int i = 0; i < filled.length(); i++) {
      int octet = body[from + i] & 0xFF;
      if (octet <= LAST_CONTROL && filled.charAt(i) == REPLACEMENT) {
        filled.setCharAt(i, (char) octet);
      }
    }
    return filled.toString();
  }

  private static Map<String, Encoding> byLabel() {
    Map<String, Encoding> labels = new HashMap<>();
    for (Encoding encoding : values()) {
      if (Charset.isSupported(encoding.javaName)) {
        labels.put(encoding.standardName, encoding);
        encoding.furtherLabels().forEach(label -> labels.put(label, encoding));
      }
    }
    return Map.copyOf(labels);
  }
}
