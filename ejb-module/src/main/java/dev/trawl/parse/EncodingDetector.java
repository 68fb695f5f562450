package dev.trawl.parse;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a page that says nothing of it is probably encoded in, by how often sequences of bytes occur
 * in languages: the step of the HTML Standard's "encoding sniffing algorithm" that browsers may
 * take when nothing else is known.
 */
final class EncodingDetector {
  /** In bytes. */
  private static final int LONGEST = 65_536;

  /**
   * In ICU's per cent. Pages in Central European languages get little more; pages in those of
   * windows-1252, which an answer below this means, are hardly ever given so much to another.
   */
  private static final int LEAST_CONFIDENCE = 40;

  /** Of bytes that are no ASCII: two or three accents are likely in too many languages. */
  private static final int LEAST_EVIDENCE = 6;

  private static final Pattern REFERENCE = Pattern.compile("&(?:#?[A-Za-z0-9]{1,31};)?");
  private static final Pattern SPACES = Pattern.compile("[ \\t\\n\\f\\r]+");

  private EncodingDetector() {}

  /** Empty if nothing is probable enough, or no encoding of the web. */
  static Optional<Encoding> detect(byte[] body) {
    byte[] words = words(body);
    return hasEvidence(words) ? mostProbable(words) : Optional.empty();
  }

  private static boolean hasEvidence(byte[] words) {
    int found = 0;
    for (int i = 0; i < words.length && found < LEAST_EVIDENCE; i++) {
      if (words[i] < 0) {
        found++;
      }
    }
    return found == LEAST_EVIDENCE;
  }

  private static Optional<Encoding> mostProbable(byte[] words) {
    CharsetDetector detector = new CharsetDetector().setText(words);
    // The most probable one comes first.
    return Arrays.stream(detector.detectAll())
        .filter(match -> match.getConfidence() >= LEAST_CONFIDENCE)
        .map(CharsetMatch::getName)
        .map(Encoding::labelled)
        .flatMap(Optional::stream)
        .findFirst();
  }

  /**
   * The text, as the bytes it is written in. Tags, scripts and styles would be taken for English,
   * of which ICU counts the first 8,000 bytes only; character references for other bytes, if they
   * were resolved.
   */
  private static byte[] words(byte[] body) {
    String start = new String(body, 0, Math.min(body.length, LONGEST), StandardCharsets.ISO_8859_1);
    String text =
        HtmlParser.document(ContentType.NONE, REFERENCE.matcher(start).replaceAll(" ")).wholeText();
    return SPACES.matcher(text).replaceAll(" ").getBytes(StandardCharsets.ISO_8859_1);
  }
}
