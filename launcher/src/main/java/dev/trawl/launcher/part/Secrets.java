package dev.trawl.launcher.part;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Supplier;

/**
 * Passwords and keys made up once and kept in files of mode 600.
 *
 * @param folder readable for its owner only
 */
record Secrets(Path folder) {

  private static final int BYTES = 20;
  private static final int KEY_BYTES = 32;

  Path file(String name) {
    return folder.resolve(name + ".password");
  }

  Path keyFile(String name) {
    return folder.resolve(name + ".key");
  }

  /** The password of that name; made on the first call. */
  String get(String name) {
    return get(file(name), () -> HexFormat.of().formatHex(random(BYTES)));
  }

  /** The key of that name, 32 bytes in Base64; made on the first call. */
  String key(String name) {
    return get(keyFile(name), () -> Base64.getEncoder().encodeToString(random(KEY_BYTES)));
  }

  /** By one after the other: parts are started at once, and two would make up two. */
  private synchronized String get(Path file, Supplier<String> made) {
    try {
      if (!Files.exists(file)) {
        create(file, made.get());
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw Trouble.failed("Cannot read or write " + file + ".", e);
    }
  }

  private static byte[] random(int bytes) {
    byte[] random = new byte[bytes];
    new SecureRandom().nextBytes(random);
    return random;
  }

  private void create(Path file, String text) throws IOException {
    Folders.makePrivate(folder);
    Path half = Files.createTempFile(folder, "half", null);
    Folders.restrict(half, "rw-------");
    Files.writeString(half, text + "\n");
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
