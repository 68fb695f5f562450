package dev.trawl.url;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * The identity of a URL inside a job, as a UUID of version 8 (RFC 9562, section 5.8): 32 bits of
 * job number, then 90 bits of the SHA-256 of the URL's serialised form around the version and the
 * variant.
 *
 * <p>The job comes first so that all rows of a job are neighbours in an index: a running job
 * touches its own part of the B-tree and no other, and deleting a job is a range. The rest is a
 * digest so that every node gives the same URL the same id without asking, and an index entry has
 * 16 bytes however long the URL is. Two of 10^9 URLs in a job have the same id with a probability
 * of 4e-10.
 */
public final class UrlId {
  private static final long VERSION_8 = 0x8000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final long LOW_12 = 0x0FFFL;
  private static final long LOW_32 = 0xFFFF_FFFFL;
  private static final long LOW_62 = 0x3FFF_FFFF_FFFF_FFFFL;

  /**
   * Cloned for each digest, which is faster than looking the algorithm up, and needs no state per
   * thread.
   */
  private static final MessageDigest SHA_256 = sha256();

  private UrlId() {}

  /**
   * The id of the URL in the job.
   *
   * @param jobNumber 1 to 2^31-1
   * @throws IllegalArgumentException if the job number is out of range
   */
  public static UUID of(int jobNumber, CrawlUrl url) {
    return of(jobNumber, url.toString());
  }

  /**
   * The id of the URL as that of a sitemap, which is another: a page may link to it too.
   *
   * @param jobNumber 1 to 2^31-1
   * @throws IllegalArgumentException if the job number is out of range
   */
  public static UUID ofSitemap(int jobNumber, CrawlUrl url) {
    // No URL has a space.
    return of(jobNumber, "sitemap " + url);
  }

  /**
   * The id of a host in the job.
   *
   * @param jobNumber 1 to 2^31-1
   * @param origin as {@link CrawlUrl#origin} has it
   * @throws IllegalArgumentException if the job number is out of range
   */
  public static UUID ofHost(int jobNumber, String origin) {
    return of(jobNumber, "host " + origin);
  }

  /**
   * The id of a URL's directory in the job: its host, and its path up to the last slash.
   *
   * @param jobNumber 1 to 2^31-1
   * @throws IllegalArgumentException if the job number is out of range
   */
  public static UUID ofDirectory(int jobNumber, CrawlUrl url) {
    return of(jobNumber, "directory " + url.origin() + url.folder());
  }

  private static UUID of(int jobNumber, String name) {
    ByteBuffer hash = ByteBuffer.wrap(digest(name));
    int head = hash.getInt();
    long custom = ((head & 0xFFFF_0000L) | (head & LOW_12));
    return new UUID(prefix(jobNumber) | custom | VERSION_8, VARIANT | (hash.getLong() & LOW_62));
  }

  /**
   * The id that the URL of an id has in another job.
   *
   * @param jobNumber 1 to 2^31-1
   * @throws IllegalArgumentException if the job number is out of range
   */
  public static UUID inJob(int jobNumber, UUID id) {
    return new UUID(
        prefix(jobNumber) | (id.getMostSignificantBits() & LOW_32), id.getLeastSignificantBits());
  }

  /** The job number in an id made by {@link #of}. */
  public static int jobNumber(UUID id) {
    return (int) (id.getMostSignificantBits() >>> 32);
  }

  /**
   * No id of the job is less than this, compared as unsigned bytes, which is how PostgreSQL
   * compares uuid.
   */
  public static UUID first(int jobNumber) {
    return new UUID(prefix(jobNumber) | VERSION_8, VARIANT);
  }

  /**
   * No id of the job is greater than this, compared as unsigned bytes, which is how PostgreSQL
   * compares uuid.
   */
  public static UUID last(int jobNumber) {
    return new UUID(prefix(jobNumber) | 0xFFFF_0000L | VERSION_8 | LOW_12, VARIANT | LOW_62);
  }

  private static long prefix(int jobNumber) {
    if (jobNumber < 1) {
      throw new IllegalArgumentException("job number " + jobNumber + " is not in 1 to 2^31-1");
    }
    return (long) jobNumber << 32;
  }

  private static byte[] digest(String url) {
    try {
      return ((MessageDigest) SHA_256.clone()).digest(url.getBytes(StandardCharsets.UTF_8));
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the SHA-256 of this Java cannot be cloned", e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
