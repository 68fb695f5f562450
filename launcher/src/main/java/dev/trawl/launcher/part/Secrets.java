package dev.trawl.launcher.part;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Passwords made up once and kept in files of mode 600.
 *
 * @param folder readable for its owner only
 */
record Secrets(Path folder) {

  private static final int BYTES = 20;

  Path file(String name) {
    return folder.resolve(name + ".password");
  }

  /** The password of that name; made on the first call. */
  String get(String name) {
    Path file = file(name);
    try {
      if (!Files.exists(file)) {
        create(file);
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw Trouble.failed("Cannot read or write " + file + ".", e);
    }
  }

  private void create(Path file) throws IOException {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    Folders.makePrivate(folder);
    Path half = Files.createTempFile(folder, "half", null);
    Folders.restrict(half, "rw-------");
    Files.writeString(half, HexFormat.of().formatHex(random) + "\n");
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
