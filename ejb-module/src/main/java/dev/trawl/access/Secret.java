package dev.trawl.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/** Secrets that nobody can guess, and their digests. */
final class Secret {
  private static final int BYTES = 32;
  private static final Pattern GENERATED = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final SecureRandom RANDOM = new SecureRandom();

  private Secret() {}

  /** 256 bits as 43 characters that need no quotes in a file, a header or a cookie. */
  static String generate() {
    byte[] random = new byte[BYTES];
    RANDOM.nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  /** Whether a text may have been generated here. */
  static boolean mayBe(String text) {
    return GENERATED.matcher(text).matches();
  }

  static byte[] sha256(String secret) {
    return digest().digest(secret.getBytes(StandardCharsets.UTF_8));
  }

  /** Of both together. */
  static byte[] sha256(byte[] first, String second) {
    MessageDigest digest = digest();
    digest.update(first);
    return digest.digest(second.getBytes(StandardCharsets.UTF_8));
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
