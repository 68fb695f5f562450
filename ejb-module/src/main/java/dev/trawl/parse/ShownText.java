package dev.trawl.parse;

import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/**
 * Takes from a document what it shows, as text: a block a line, white space as one blank, as in
 * browsers. What styles and scripts would make of it is not known.
 */
public final class ShownText {
  /** Blocks to the parser, but not to the eye. */
  private static final Set<String> INLINE = Set.of("ins", "del", "svg", "math", "canvas");

  private static final Set<String> CELLS = Set.of("td", "th");

  private final int longest;
  private final StringBuilder text = new StringBuilder();

  /** What has come of the line that is not at its end yet, with its white space. */
  private final StringBuilder line = new StringBuilder();

  /** Elements that keep their line breaks and that the walk is in. */
  private int preformatted;

  private boolean cut;

  private ShownText(int longest) {
    this.longest = longest;
  }

  /**
   * The text of a document.
   *
   * @param longest in UTF-16 units
   */
  static ShownText of(Node document, int longest) {
    ShownText shown = new ShownText(longest);
    document.filter(shown.new Walk());
    shown.endLine();
    return shown;
  }

  /** Lines that are not empty, separated by U+000A. */
  public String text() {
    return text.toString();
  }

  /** Whether there is more of it. */
  public boolean isCut() {
    return cut;
  }

  private final class Walk implements NodeFilter {
    @Override
    public FilterResult head(Node node, int depth) {
      if (node instanceof TextNode part) {
        add(part.getWholeText());
      } else if (node instanceof Element element) {
        if (PageVisitor.HIDDEN.contains(element.normalName())) {
          return FilterResult.SKIP_ENTIRELY;
        }
        begin(element);
      }
      return cut ? FilterResult.STOP : FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
      if (node instanceof Element element) {
        end(element);
      }
      return cut ? FilterResult.STOP : FilterResult.CONTINUE;
    }
  }

  private void begin(Element element) {
    if (element.normalName().equals("pre")) {
      preformatted++;
    }
    separate(element);
  }

  private void end(Element element) {
    separate(element);
    if (element.normalName().equals("pre")) {
      preformatted--;
    }
  }

  private void separate(Element element) {
    String name = element.normalName();
    if (CELLS.contains(name)) {
      line.append(' ');
    } else if (name.equals("br") || (element.isBlock() && !INLINE.contains(name))) {
      endLine();
    }
  }

  private void add(String part) {
    if (preformatted == 0) {
      line.append(part);
      return;
    }
    String[] lines = part.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      if (i > 0) {
        endLine();
      }
      line.append(lines[i]);
    }
  }

  private void endLine() {
    CleanText.line(line.toString(), Integer.MAX_VALUE).ifPresent(this::append);
    line.setLength(0);
  }

  private void append(String whole) {
    String separator = text.isEmpty() ? "" : "\n";
    int room = longest - text.length() - separator.length();
    if (cut || room <= 0) {
      cut = true;
      return;
    }
    int end = Math.min(room, whole.length());
    cut = end < whole.length();
    boolean splits = cut && Character.isHighSurrogate(whole.charAt(end - 1));
    text.append(separator).append(whole, 0, splits ? end - 1 : end);
  }
}
