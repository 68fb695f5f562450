package dev.trawl.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The files of a real site, read from the jar that it was published in, held in memory. */
public final class SiteFiles {

  private static final Map<String, String> CONTENT_TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html"),
          Map.entry("htm", "text/html"),
          Map.entry("css", "text/css"),
          Map.entry("js", "text/javascript"),
          Map.entry("json", "application/json"),
          Map.entry("txt", "text/plain"),
          Map.entry("md", "text/markdown"),
          Map.entry("xml", "application/xml"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("gif", "image/gif"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("ico", "image/vnd.microsoft.icon"),
          Map.entry("woff", "font/woff"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("zip", "application/zip"),
          Map.entry("jar", "application/java-archive"),
          Map.entry("pdf", "application/pdf"));

  /** A file of the site, by its name in the jar. */
  @SuppressWarnings("ArrayRecordComponent") // held once, handed to the socket as it is
  public record SiteFile(String name, byte[] bytes) {

    public String contentType() {
      String extension = name.substring(name.lastIndexOf('.') + 1);
      return CONTENT_TYPES.getOrDefault(extension, "application/octet-stream");
    }
  }

  private final Map<String, SiteFile> files;

  private SiteFiles(Map<String, SiteFile> files) {
    this.files = Collections.unmodifiableMap(files);
  }

  public static SiteFiles ofJar(Path jar) {
    Map<String, SiteFile> files = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (!entry.isDirectory()) {
          byte[] bytes = zip.getInputStream(entry).readAllBytes();
          files.put(entry.getName(), new SiteFile(entry.getName(), bytes));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(jar + " cannot be read", e);
    }
    return new SiteFiles(files);
  }

  /**
   * The file that a request's path names; a folder is its {@code index.html}, as static servers
   * have it.
   */
  public Optional<SiteFile> find(String path) {
    String name = URLDecoder.decode(path.substring(1).replace("+", "%2B"), StandardCharsets.UTF_8);
    boolean folder = name.isEmpty() || name.endsWith("/");
    return Optional.ofNullable(files.get(folder ? name + "index.html" : name));
  }

  public Map<String, SiteFile> byName() {
    return files;
  }
}
