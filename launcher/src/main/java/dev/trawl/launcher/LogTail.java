package dev.trawl.launcher;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The end of a log file, and what is added to it. A file that became shorter is read from its
 * start.
 */
final class LogTail {

  private static final long TAIL_BYTES = 200_000;

  private final String part;
  private final Path file;
  private long position;

  LogTail(String part, Path file) {
    this.part = part;
    this.file = file;
  }

  void printLast(int count) throws IOException {
    position = Math.max(0, length() - TAIL_BYTES);
    List<String> lines = read();
    print(lines.subList(Math.max(0, lines.size() - count), lines.size()));
  }

  void printNew() throws IOException {
    if (length() < position) {
      position = 0;
    }
    print(read());
  }

  private void print(List<String> lines) {
    lines.forEach(line -> System.out.printf("%-14s| %s%n", part, line));
  }

  private List<String> read() throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      channel.position(position);
      String text =
          new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
      position = channel.position();
      return text.lines().toList();
    }
  }

  private long length() {
    return file.toFile().length();
  }
}
