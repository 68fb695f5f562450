package dev.trawl.body;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** A body in a file. */
final class FileBody implements Body {
  private final SpoolFile file;
  private final long length;

  FileBody(SpoolFile file, long length) {
    this.file = file;
    this.length = length;
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public InputStream open() throws IOException {
    return Files.newInputStream(file.path());
  }

  @Override
  public byte[] bytes() {
    try (InputStream in = open()) {
      return in.readNBytes(Math.toIntExact(length));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    file.remove();
  }
}
