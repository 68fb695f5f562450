package dev.trawl.frontier;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The name that a client gave to a request, so that it may send it again.
 *
 * @param key the name
 * @param digest SHA-256 of the request's text
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole
public record IdempotencyKey(String key, byte[] digest) {
  private static final int LONGEST = 300;

  /**
   * The key of a request with that text. A key that is too long for an index is kept as its digest.
   */
  public static IdempotencyKey of(String key, String request) {
    String kept = key.length() <= LONGEST ? key : "sha256:" + HexFormat.of().formatHex(sha256(key));
    return new IdempotencyKey(kept, sha256(request));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
