package dev.trawl.page;

import dev.trawl.body.Body;
import dev.trawl.message.FetchOutcome.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The body of a result without its compression: in memory while it is small, else to be read from
 * its start as often as needed. What is known of it is known without having it in memory.
 */
public final class Decoded {
  private static final int SMALL = Body.LARGEST_IN_MEMORY;
  private static final int BUFFER = 16 * 1024;

  private final Answer answer;
  private final byte[] start;
  private final long length;
  private final byte[] sha256;

  private Decoded(Answer answer, byte[] start, long length, byte[] sha256) {
    this.answer = answer;
    this.start = start;
    this.length = length;
    this.sha256 = sha256;
  }

  /**
   * Decodes a body.
   *
   * @param most bytes that the job allows
   * @throws IllegalArgumentException if they are not what the message says, or more than allowed
   */
  public static Decoded of(Answer answer, long most) {
    MessageDigest digest = newDigest();
    try (InputStream in = Bodies.open(answer)) {
      byte[] start = start(answer, in);
      digest.update(start);
      long length = start.length < SMALL ? start.length : start.length + digest(in, digest, most);
      if (length > most) {
        throw new IllegalArgumentException("the body of a result is over maxBodyBytes");
      }
      return new Decoded(answer, start, length, digest.digest());
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the body of a result is not what contentEncoding says", e);
    }
  }

  private static byte[] start(Answer answer, InputStream in) throws IOException {
    boolean whole = answer.contentEncoding().isEmpty() && answer.body().length() < SMALL;
    return whole ? answer.body().bytes() : in.readNBytes(SMALL);
  }

  /** Returns the number of bytes, or more than allowed. */
  private static long digest(InputStream in, MessageDigest digest, long most) throws IOException {
    byte[] block = new byte[BUFFER];
    long length = 0;
    for (int count = 0; count >= 0 && length <= most; count = in.read(block)) {
      digest.update(block, 0, count);
      length += count;
    }
    return length;
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What is kept of it. */
  PageBody body() {
    return new PageBody(answer.body(), answer.contentEncoding().isPresent(), length, sha256);
  }

  /** What the body is known by; not to be written into. */
  public byte[] sha256() {
    return sha256;
  }

  /** In bytes. */
  long length() {
    return length;
  }

  /** Its first bytes: all of a small one, 256 KiB of any other. Not to be written into. */
  byte[] start() {
    return start;
  }

  /** All of it, for whoever has taken the memory. Not to be written into. */
  byte[] bytes() {
    if (start.length == length) {
      return start;
    }
    try (InputStream in = open()) {
      return in.readNBytes(Math.toIntExact(length));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * All of it from the first byte on; to be closed.
   *
   * @throws IOException if it cannot be read
   */
  public InputStream open() throws IOException {
    return start.length == length ? new ByteArrayInputStream(start) : Bodies.open(answer);
  }
}
