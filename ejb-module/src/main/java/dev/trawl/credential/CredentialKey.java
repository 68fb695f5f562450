package dev.trawl.credential;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of a cluster's credentials. A sealed value is the Base64 of nonce (12 bytes), ciphertext
 * and tag (16 bytes) of AES-256-GCM (NIST SP 800-38D); the additional data is the origin in UTF-8,
 * the plaintext the value of the Authorization field. Thread-safe.
 */
public final class CredentialKey {
  /** The variable that it comes from. */
  public static final String VARIABLE = "TRAWL_CREDENTIALS_KEY";

  private static final int BYTES = 32;
  private static final int NONCE = 12;
  private static final int TAG = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKeySpec key;

  private CredentialKey(byte[] bytes) {
    key = new SecretKeySpec(bytes, "AES");
  }

  /**
   * The key with that text.
   *
   * @param base64 32 bytes in Base64
   * @throws IllegalArgumentException naming the variable, if it is no such text
   */
  public static CredentialKey of(String base64) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      // Its message may have a character of the key.
      bytes = new byte[0];
    }
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException(
          VARIABLE
              + " must be "
              + BYTES
              + " bytes in Base64, as openssl rand -base64 32 makes them");
    }
    return new CredentialKey(bytes);
  }

  /** Name and password for an origin (RFC 7617); the name has no colon. */
  public Credential basic(String origin, String username, String password) {
    String pair = Base64.getEncoder().encodeToString((username + ":" + password).getBytes(UTF_8));
    return new Credential(origin, Scheme.BASIC, seal(origin, "Basic " + pair));
  }

  /** A token for an origin (RFC 6750). */
  public Credential bearer(String origin, String token) {
    return new Credential(origin, Scheme.BEARER, seal(origin, "Bearer " + token));
  }

  private String seal(String origin, String field) {
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    try {
      byte[] text = cipher(Cipher.ENCRYPT_MODE, origin, nonce).doFinal(field.getBytes(UTF_8));
      return Base64.getEncoder()
          .encodeToString(ByteBuffer.allocate(NONCE + text.length).put(nonce).put(text).array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES in GCM", e);
    }
  }

  /**
   * The value of the Authorization field.
   *
   * @param origin of the request
   * @throws UnreadableCredentialException if it was sealed with another key or for another origin
   */
  public String open(String origin, String sealed) {
    try {
      byte[] bytes = Base64.getDecoder().decode(sealed);
      if (bytes.length >= NONCE + TAG) {
        Cipher cipher = cipher(Cipher.DECRYPT_MODE, origin, Arrays.copyOf(bytes, NONCE));
        return new String(cipher.doFinal(bytes, NONCE, bytes.length - NONCE), UTF_8);
      }
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      // Said below: whatever is wrong with it, it is not for this key and origin.
    }
    throw new UnreadableCredentialException(
        "the credential for " + origin + " was sealed with another " + VARIABLE);
  }

  private Cipher cipher(int mode, String origin, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(Byte.SIZE * TAG, nonce));
    cipher.updateAAD(origin.getBytes(UTF_8));
    return cipher;
  }
}
