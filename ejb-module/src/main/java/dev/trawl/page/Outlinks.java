package dev.trawl.page;

import dev.trawl.url.CrawlUrl;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** A page's outlinks as they are stored: a URL a line, deflated. No URL holds a line break. */
final class Outlinks {
  private Outlinks() {}

  static byte[] encode(List<CrawlUrl> links) {
    if (links.isEmpty()) {
      return new byte[0];
    }
    String lines = links.stream().map(CrawlUrl::toString).collect(Collectors.joining("\n"));
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

  static List<String> decode(byte[] stored) {
    if (stored.length == 0) {
      return List.of();
    }
    try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(stored))) {
      return List.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
