package dev.trawl.url;

import java.util.UUID;

/**
 * Job and URL at the end of a log message, always in the same form, so that a log can be searched
 * by them: {@code job=UUID url=URL}. What would break a line or look like another field is escaped
 * as in a URL (RFC 3986, section 2.1).
 */
public final class Where {
  private static final int LONGEST = 2_000;

  private Where() {}

  /** What a message on a job ends with; begins with a blank. */
  public static String of(UUID job) {
    return " job=" + job;
  }

  /**
   * What a message on a URL of a job ends with; begins with a blank.
   *
   * @param url as it came, perhaps from a program of somebody else
   */
  public static String of(UUID job, String url) {
    StringBuilder safe = new StringBuilder();
    url.codePoints()
        .limit(LONGEST)
        .forEach(
            c -> {
              if (c <= ' ' || c == '"' || c >= 0x7f) {
                safe.append(escape(c));
              } else {
                safe.appendCodePoint(c);
              }
            });
    return of(job) + " url=" + safe;
  }

  private static String escape(int c) {
    StringBuilder escaped = new StringBuilder();
    for (byte b : Character.toString(c).getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
      escaped.append(String.format("%%%02X", b & 0xff));
    }
    return escaped.toString();
  }
}
