package dev.trawl.sitemap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a file is written in, in the order of RFC 7303 section 3: byte order mark, the header's
 * charset, the XML declaration, UTF-8. Bytes that are wrong in it become U+FFFD, and harm one loc
 * at most.
 */
final class Encodings {
  /** A declaration is shorter. */
  private static final int START_BYTES = 256;

  private static final Pattern HEADER =
      Pattern.compile(";\\s*charset\\s*=\\s*[\"']?([^\\s;\"']+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern DECLARATION =
      Pattern.compile("^\\s*<\\?xml\\s[^>]*?\\bencoding\\s*=\\s*[\"']([^\\s\"']+)[\"']");

  private Encodings() {}

  static Reader reader(Unpacked content, Optional<String> contentType) throws IOException {
    String start = new String(content.peek(START_BYTES), ISO_8859_1);
    Charset charset =
        wide(start)
            .or(() -> contentType.flatMap(header -> named(HEADER, header)))
            .or(() -> named(DECLARATION, start))
            .orElse(UTF_8);
    return new InputStreamReader(content.stream(), charset);
  }

  /** By mark, or by what "<" is in it (XML 1.0, appendix F). */
  private static Optional<Charset> wide(String start) {
    if (start.startsWith("\u00EF\u00BB\u00BF")) {
      return Optional.of(UTF_8);
    }
    if (start.startsWith("\u00FE\u00FF") || start.startsWith("\0<")) {
      return Optional.of(UTF_16BE);
    }
    boolean littleEndian = start.startsWith("\u00FF\u00FE") || start.startsWith("<\0");
    return littleEndian ? Optional.of(UTF_16LE) : Optional.empty();
  }

  private static Optional<Charset> named(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? charset(matcher.group(1)) : Optional.empty();
  }

  private static Optional<Charset> charset(String name) {
    try {
      Charset charset = Charset.forName(name);
      // Where ASCII could be read so far as to find the name, it is not in UTF-16 or UTF-32.
      return name.regionMatches(true, 0, "utf-", 0, 4) && !charset.equals(UTF_8)
          ? Optional.empty()
          : Optional.of(charset);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Optional.empty();
    }
  }
}
