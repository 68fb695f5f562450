package dev.trawl.page;

import dev.trawl.parse.HtmlParser;
import dev.trawl.url.CrawlUrl;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * A page's outlinks as they are stored: a URL a line, deflated; before one that is not to be
 * followed a space. No URL holds a line break or a space.
 */
final class Outlinks {
  /** In bytes, as they are stored: a call that has read so many reads those of no further page. */
  static final int MOST_STORED = 4 << 20;

  /** In characters; likewise. Stored they may have taken a thousandth of it. */
  static final long MOST_READ = 24 << 20;

  private static final String NOFOLLOW = " ";

  private static final String STORED_BEFORE =
      "coalesce(sum(length(outlinks)) OVER (ORDER BY %s ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)";

  private Outlinks() {}

  /** A link as it was stored. */
  record Stored(String url, boolean nofollow) {}

  static byte[] encode(List<CrawlUrl> links, Predicate<CrawlUrl> nofollow) {
    if (links.isEmpty()) {
      return new byte[0];
    }
    String lines =
        links.stream()
            .map(link -> nofollow.test(link) ? NOFOLLOW + link : link.toString())
            .collect(Collectors.joining("\n"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater, 8192)) {
      out.write(lines.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      deflater.end();
    }
    return bytes.toByteArray();
  }

  /** SQL: how many bytes those of the pages before take in that order, without reading them. */
  static String storedBefore(String order) {
    return STORED_BEFORE.formatted(order);
  }

  /**
   * All of them, as far as {@link HtmlParser#MOST_OUTLINK_CHARACTERS} go: pages that were stored
   * before there was this limit may have more.
   */
  static List<Stored> decode(byte[] stored) {
    if (stored.length == 0) {
      return List.of();
    }
    List<Stored> links = new ArrayList<>();
    int room = HtmlParser.MOST_OUTLINK_CHARACTERS;
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(inflated(stored), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Stored link = new Stored(line.stripLeading(), line.startsWith(NOFOLLOW));
        room -= link.url().length();
        if (room < 0) {
          break;
        }
        links.add(link);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return links;
  }

  /** How many characters {@link #decode} gives, and what is between the links; without them. */
  static long length(byte[] stored) {
    if (stored.length == 0) {
      return 0;
    }
    try (InflaterInputStream in = inflated(stored)) {
      return in.skip(HtmlParser.MOST_OUTLINK_CHARACTERS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InflaterInputStream inflated(byte[] stored) {
    return new InflaterInputStream(new ByteArrayInputStream(stored));
  }
}
