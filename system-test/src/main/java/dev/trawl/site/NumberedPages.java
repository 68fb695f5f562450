package dev.trawl.site;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The pages of a synthetic web, each computed from its number and nothing else.
 *
 * <p>Page n is {@code http://127.0.H.1:PORT/p/n}, where H is n modulo the number of hosts. Half of
 * a page's links lead to its children in a tree, so that all pages are reachable from page 0; the
 * other half leads anywhere. A page has one to two kilobytes for eight links: a slice of a text of
 * random words, which compresses as text does.
 *
 * @param port the same on all hosts
 */
record NumberedPages(SyntheticWeb.Shape shape, int port) {

  static final String PREFIX = "/p/";

  private static final String[] WORDS =
      ("broker queue topic message crawl frontier host link page robots seed scope politeness"
              + " delay lease settle depth digest result node the of and with for from until never"
              + " each once again a is was has not but where which whatever")
          .split(" ", -1);
  private static final byte[] TEXT = text(64 * 1024);
  private static final int LEAST_TEXT = 700;
  private static final int TEXT_SPREAD = 900;

  /** The pages that a page links to, each once, in the order of its links. */
  int[] targets(int page) {
    int children = shape.linksPerPage() / 2;
    int[] targets = new int[shape.linksPerPage()];
    int count = 0;
    long first = (long) page * children + 1;
    for (long child = first; child < first + children && child < shape.pages(); child++) {
      targets[count++] = (int) child;
    }
    SplittableRandom random = random(page);
    for (int i = children; i < shape.linksPerPage(); i++) {
      int target = random.nextInt(shape.pages());
      if (!contains(targets, count, target)) {
        targets[count++] = target;
      }
    }
    return Arrays.copyOf(targets, count);
  }

  String url(int page) {
    return "http://"
        + SyntheticWeb.Shape.address(page % shape.hosts())
        + ":"
        + port
        + PREFIX
        + page;
  }

  /** The number of the page that has this URL, byte for byte; -1 if there is none. */
  int number(String url) {
    int at = url.indexOf(PREFIX);
    if (at < 0) {
      return -1;
    }
    int page = number(url, at + PREFIX.length());
    return page >= 0 && url.equals(url(page)) ? page : -1;
  }

  /** The number of the page at this path, whatever the host; -1 if there is none. */
  int numberOfPath(String path) {
    return path.startsWith(PREFIX) ? number(path, PREFIX.length()) : -1;
  }

  byte[] body(int page) {
    StringBuilder html = new StringBuilder(2560);
    html.append("<!DOCTYPE html><html lang=\"en\"><head><title>Page ")
        .append(page)
        .append("</title></head><body><ul>\n");
    for (int target : targets(page)) {
      html.append("<li><a href=\"").append(url(target)).append("\">link</a></li>\n");
    }
    html.append("</ul><p>");
    byte[] head = html.toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] end = "</p></body></html>\n".getBytes(StandardCharsets.ISO_8859_1);
    SplittableRandom random = random(~page);
    int length = LEAST_TEXT + random.nextInt(TEXT_SPREAD);
    int from = random.nextInt(TEXT.length - length);
    byte[] body = Arrays.copyOf(head, head.length + length + end.length);
    System.arraycopy(TEXT, from, body, head.length, length);
    System.arraycopy(end, 0, body, head.length + length, end.length);
    return body;
  }

  private SplittableRandom random(int page) {
    return new SplittableRandom(shape.seed() * 31 + page);
  }

  /** The decimal number that is the rest of a text, if it is a page's. */
  private int number(String text, int from) {
    int digits = text.length() - from;
    if (digits < 1 || digits > 9) {
      return -1;
    }
    int number = 0;
    for (int i = from; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number < shape.pages() ? number : -1;
  }

  private static boolean contains(int[] numbers, int count, int wanted) {
    for (int i = 0; i < count; i++) {
      if (numbers[i] == wanted) {
        return true;
      }
    }
    return false;
  }

  private static byte[] text(int length) {
    StringBuilder text = new StringBuilder(length + 16);
    SplittableRandom random = new SplittableRandom(7);
    while (text.length() < length) {
      text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
    }
    return text.substring(0, length).getBytes(StandardCharsets.ISO_8859_1);
  }
}
