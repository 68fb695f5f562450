package dev.trawl.sitemap;

import dev.trawl.sitemap.XmlToken.Doctype;
import dev.trawl.sitemap.XmlToken.End;
import dev.trawl.sitemap.XmlToken.EndOfFile;
import dev.trawl.sitemap.XmlToken.Start;
import dev.trawl.sitemap.XmlToken.Text;
import dev.trawl.url.CrawlUrl;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Cuts XML into tokens, and passes over its comments and processing instructions. It complains
 * about nothing: a stray bracket is text, a stray ampersand is an ampersand. Entities are the five
 * predefined ones and characters by number; declarations are not read, so that there are no others.
 */
final class XmlScanner {
  /** Of a name; those that are known here are shorter. */
  private static final int LONGEST_NAME = 64;

  /** Of a text: a loc that is too long, with all its references, is still seen to be so. */
  private static final int LONGEST_TEXT = 8 * CrawlUrl.LONGEST_LINK;

  private static final Set<String> ATTRIBUTES = Set.of("href", "rel");

  private final CharSource source;

  XmlScanner(CharSource source) {
    this.source = source;
  }

  XmlToken next() throws IOException {
    while (source.peek() == '<') {
      source.read();
      Optional<XmlToken> markup = markup();
      if (markup.isPresent()) {
        return markup.get();
      }
    }
    return source.peek() == CharSource.END ? new EndOfFile() : text();
  }

  /** What follows a "<"; empty if it is of no interest. */
  private Optional<XmlToken> markup() throws IOException {
    switch (source.peek()) {
      case '/' -> {
        source.read();
        return Optional.of(endTag());
      }
      case '?' -> {
        source.read();
        source.skipPastBracket('?', 1);
        return Optional.empty();
      }
      case '!' -> {
        source.read();
        return declaration();
      }
      default -> {
        return Optional.of(isNameStart(source.peek()) ? startTag() : new Text("<"));
      }
    }
  }

  private Optional<XmlToken> declaration() throws IOException {
    if (source.skip("--")) {
      source.skipPastBracket('-', 2);
      return Optional.empty();
    }
    if (source.skip("[CDATA[")) {
      return Optional.of(cdata());
    }
    if (source.skip("DOCTYPE") || source.skip("doctype")) {
      return Optional.of(doctype());
    }
    source.skipPast('>');
    return Optional.empty();
  }

  private Text text() throws IOException {
    BoundedText text = new BoundedText(LONGEST_TEXT);
    while (source.peek() != '<' && source.peek() != CharSource.END) {
      text.append(source.read());
    }
    return new Text(References.resolve(text.toString()));
  }

  private Text cdata() throws IOException {
    BoundedText text = new BoundedText(LONGEST_TEXT);
    while (source.peek() != CharSource.END && !source.skip("]]>")) {
      text.append(source.read());
    }
    return new Text(text.toString());
  }

  /** Quotes may hold any bracket. */
  private Doctype doctype() throws IOException {
    while (true) {
      int c = source.read();
      switch (c) {
        case '"', '\'' -> source.skipPast((char) c);
        case '[' -> {
          return new Doctype(true);
        }
        case '>', CharSource.END -> {
          return new Doctype(false);
        }
        default -> {
          // the root's name, PUBLIC, SYSTEM
        }
      }
    }
  }

  /** Where the file breaks off in it, it is none: its name may be the beginning of another. */
  private XmlToken endTag() throws IOException {
    End tag = new End(XmlName.of(name()));
    return source.skipPast('>') ? tag : new EndOfFile();
  }

  private Start startTag() throws IOException {
    XmlName name = XmlName.of(name());
    Map<String, String> attributes = new HashMap<>(4);
    boolean slash = false;
    while (true) {
      int c = source.peek();
      if (c == '>' || c == CharSource.END) {
        source.read();
        return new Start(name, attributes, slash);
      }
      slash = c == '/';
      if (isNameStart(c)) {
        attribute(attributes);
      } else {
        source.read();
      }
    }
  }

  private void attribute(Map<String, String> attributes) throws IOException {
    String name = name();
    source.skipWhiteSpace();
    if (!source.skip("=")) {
      return;
    }
    source.skipWhiteSpace();
    int quote = source.peek();
    if (quote != '"' && quote != '\'') {
      return; // XML has no other; its value is taken for further attributes
    }
    source.read();
    if (ATTRIBUTES.contains(name)) {
      attributes.putIfAbsent(name, quoted(quote));
    } else {
      source.skipPast((char) quote);
    }
  }

  private String quoted(int quote) throws IOException {
    BoundedText text = new BoundedText(LONGEST_TEXT);
    while (source.peek() != quote && source.peek() != CharSource.END) {
      text.append(source.read());
    }
    source.read();
    return References.resolve(text.toString());
  }

  private String name() throws IOException {
    BoundedText name = new BoundedText(LONGEST_NAME);
    while (isNamePart(source.peek())) {
      name.append(source.read());
    }
    return name.toString();
  }

  private static boolean isNameStart(int c) {
    return c == '_' || c == ':' || Character.isLetter(c);
  }

  /** Whatever does not end a name: none is refused. */
  private static boolean isNamePart(int c) {
    return switch (c) {
      case CharSource.END, '=', '>', '/', '<', '"', '\'' -> false;
      default -> !Blank.isBlank(c);
    };
  }
}
