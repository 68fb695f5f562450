package dev.trawl.parse;

import java.io.IOException;
import java.io.Reader;
import java.util.Locale;
import java.util.Set;

/**
 * A page without what a parser would have in memory for nothing: comments and their like, and the
 * rest of texts, scripts and attributes that are longer than 64 KiB, up to where they end. No link
 * that is short enough to be followed is lost by that.
 */
final class LongTexts extends Reader {
  /** In UTF-16 units; more than any link or title may have. */
  private static final int LONGEST = 64 * 1024;

  private static final int LONGEST_NAME = 16;
  private static final String CDATA = "<![CDATA[";

  /** Elements of which the parser takes everything up to their end tag for text. */
  private static final Set<String> RAW =
      Set.of("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes");

  private enum Place {
    TEXT,
    RAW_TEXT,
    /** Behind a bracket that may begin a tag. */
    OPENING,
    TAG,
    QUOTES,
    IGNORED
  }

  private final Reader page;
  private final boolean xml;
  private final char[] input = new char[8192];
  private final StringBuilder output = new StringBuilder();
  private int given;

  private Place place = Place.TEXT;

  /** What has passed of the text or of the part of a tag that we are in. */
  private int run;

  /** What was kept last of texts and tags. */
  private char last;

  /** From a bracket on, as long as it is not clear what it opens. */
  private final StringBuilder opening = new StringBuilder();

  /** Of the tag that we are in, if it is a start tag. */
  private final StringBuilder name = new StringBuilder();

  private boolean inName;

  /** The last character of the tag that is no space. */
  private char solid;

  private char quote;

  /** What has to stand before the bracket that ends what is ignored. */
  private char filler;

  /** How often it has to. */
  private int fewest;

  /** How often it does. */
  private int fillers;

  /**
   * A page.
   *
   * @param xml whether it is read as XML, where scripts are no texts but CDATA sections are
   */
  LongTexts(Reader page, boolean xml) {
    this.page = page;
    this.xml = xml;
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    while (given == output.length()) {
      output.setLength(0);
      given = 0;
      int count = page.read(input);
      if (count < 0 && opening.isEmpty()) {
        return -1;
      }
      for (int i = 0; i < count; i++) {
        take(input[i]);
      }
      if (count < 0) {
        output.append(opening);
        opening.setLength(0);
      }
    }
    int count = Math.min(length, output.length() - given);
    output.getChars(given, given + count, buffer, offset);
    given += count;
    return count;
  }

  @Override
  public void close() throws IOException {
    page.close();
  }

  private void take(char c) {
    switch (place) {
      case TEXT -> text(c);
      case RAW_TEXT -> rawText(c);
      case OPENING -> opening(c);
      case TAG -> tag(c);
      case QUOTES -> quotes(c);
      case IGNORED -> ignored(c);
    }
  }

  private void keep(char c) {
    if (run < LONGEST) {
      output.append(c);
      run++;
      last = c;
    }
  }

  private void keepOpening() {
    for (int i = 0; i < opening.length(); i++) {
      keep(opening.charAt(i));
    }
    opening.setLength(0);
  }

  private void text(char c) {
    if (c == '<') {
      opening.append(c);
      place = Place.OPENING;
    } else {
      keep(c);
    }
  }

  private void opening(char c) {
    opening.append(c);
    char second = opening.charAt(1);
    if (second == '!' || second == '?') {
      ignoring(c);
    } else if (isAsciiLetter(c)) {
      enterTag(second == '/');
    } else if (second != '/') {
      opening.setLength(opening.length() - 1);
      keepOpening();
      place = Place.TEXT;
      text(c);
    } else if (opening.length() > 2) {
      ignoreUpTo((char) 0, 0, 0);
      ignored(c);
    }
  }

  private static boolean isAsciiLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  /** Behind what begins as a comment, a declaration or an instruction does. */
  private void ignoring(char c) {
    String start = opening.toString();
    if (start.equals("<!--")) {
      // As in "<!-->", which is one too.
      ignoreUpTo('-', 2, 2);
    } else if (xml && start.equals(CDATA)) {
      ignoreUpTo(']', 2, 0);
    } else if (!"<!--".startsWith(start) && !(xml && CDATA.startsWith(start))) {
      ignoreUpTo((char) 0, 0, 0);
      ignored(c);
    }
  }

  private void ignoreUpTo(char before, int least, int already) {
    opening.setLength(0);
    if (last == '<') {
      // Or what follows would make a tag of it.
      keep(' ');
    }
    filler = before;
    fewest = least;
    fillers = already;
    place = Place.IGNORED;
  }

  private void ignored(char c) {
    if (c == '>' && fillers >= fewest) {
      place = Place.TEXT;
    } else if (c == filler) {
      fillers++;
    } else if (c != '!') {
      // "--!>" ends a comment too.
      fillers = 0;
    }
  }

  private void enterTag(boolean end) {
    name.setLength(0);
    inName = !end;
    if (inName) {
      name.append(opening.charAt(1));
    }
    output.append(opening);
    opening.setLength(0);
    place = Place.TAG;
    solid = 0;
    run = 0;
  }

  private void tag(char c) {
    inName = inName && c > ' ' && c != '/' && c != '>' && name.length() < LONGEST_NAME;
    if (inName) {
      name.append(c);
    }
    if (c == '>') {
      output.append(c);
      run = 0;
      place = isRaw() ? Place.RAW_TEXT : Place.TEXT;
    } else if ((c == '"' || c == '\'') && solid == '=') {
      output.append(c);
      run = 0;
      quote = c;
      place = Place.QUOTES;
    } else {
      keep(c);
    }
    solid = c > ' ' ? c : solid;
  }

  private boolean isRaw() {
    return !xml && RAW.contains(name.toString().toLowerCase(Locale.ROOT));
  }

  private void quotes(char c) {
    if (c == quote) {
      output.append(c);
      run = 0;
      solid = c;
      place = Place.TAG;
    } else {
      keep(c);
    }
  }

  private void rawText(char c) {
    if (c == '<') {
      keepOpening();
      opening.append(c);
    } else if (opening.isEmpty()) {
      keep(c);
    } else {
      opening.append(c);
      endOfRawText();
    }
  }

  private void endOfRawText() {
    String end = "</" + name;
    if (!end.regionMatches(true, 0, opening.toString(), 0, opening.length())) {
      keepOpening();
    } else if (opening.length() == end.length()) {
      enterTag(true);
    }
  }
}
