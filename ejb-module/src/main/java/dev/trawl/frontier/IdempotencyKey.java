package dev.trawl.frontier;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The name that a client gave to a request, so that it may send it again.
 *
 * @param key the name
 * @param digest SHA-256 of the request's text
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole
public record IdempotencyKey(String key, byte[] digest) {
  /** The key of a request with that text. */
  public static IdempotencyKey of(String key, String request) {
    try {
      return new IdempotencyKey(
          key,
          MessageDigest.getInstance("SHA-256").digest(request.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
