package dev.trawl.extractor;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * What the parent asks for.
 *
 * @param file the document
 * @param mediaType what its server called it, possibly wrong or empty
 */
record Request(Path file, String mediaType) {
  static Request read(DataInputStream in) throws IOException {
    return new Request(Path.of(text(in)), text(in));
  }

  private static String text(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
