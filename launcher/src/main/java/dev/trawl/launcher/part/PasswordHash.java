package dev.trawl.launcher.part;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** A password as the broker's users file holds it, made the way its {@code mask --hash} does. */
final class PasswordHash {

  private static final int ITERATIONS = 1024;
  private static final int KEY_BITS = 512;
  private static final int SALT_BYTES = 32;

  private PasswordHash() {}

  static String of(String password) {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    return of(password, salt);
  }

  static String of(String password, byte[] salt) {
    try {
      PBEKeySpec key = new PBEKeySpec(password.toCharArray(), salt, ITERATIONS, KEY_BITS);
      byte[] hash =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA1").generateSecret(key).getEncoded();
      HexFormat hex = HexFormat.of().withUpperCase();
      return "ENC(" + ITERATIONS + ":" + hex.formatHex(salt) + ":" + hex.formatHex(hash) + ")";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
