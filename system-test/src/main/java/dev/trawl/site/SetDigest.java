package dev.trawl.site;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The digest of a set of pages that does not depend on their order: the sum, modulo 2^128, of the
 * first 16 bytes of the SHA-256 of each page's URL, status, digest of the body, depth and type. A
 * sum, and not an exclusive or, so that a page that comes twice shows.
 */
public final class SetDigest {

  private final MessageDigest sha256;
  private long high;
  private long low;
  private long count;

  public SetDigest() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** The digest of all that there is to find. */
  public static SetDigest of(Truth truth) {
    SetDigest digest = new SetDigest();
    for (int number = 0; number < truth.count(); number++) {
      digest.add(truth.page(number));
    }
    return digest;
  }

  public void add(GroundTruth.Page page) {
    String line =
        String.join(
            "\n",
            page.url(),
            Integer.toString(page.status()),
            page.sha256().orElse("-"),
            Integer.toString(page.depth()),
            page.contentType().orElse("-"));
    ByteBuffer hash = ByteBuffer.wrap(sha256.digest(line.getBytes(StandardCharsets.UTF_8)));
    high += hash.getLong();
    long addend = hash.getLong();
    low += addend;
    if (Long.compareUnsigned(low, addend) < 0) {
      high++;
    }
    count++;
  }

  public long count() {
    return count;
  }

  /** In 32 hexadecimal digits. */
  @Override
  public String toString() {
    return String.format("%016x%016x", high, low);
  }
}
