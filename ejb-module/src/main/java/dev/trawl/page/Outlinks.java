package dev.trawl.page;

import dev.trawl.url.CrawlUrl;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
  private static final String NOFOLLOW = " ";

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

  static List<Stored> decode(byte[] stored) {
    if (stored.length == 0) {
      return List.of();
    }
    try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(stored))) {
      String lines = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(lines.split("\n", -1))
          .map(line -> new Stored(line.stripLeading(), line.startsWith(NOFOLLOW)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
