package dev.trawl.http;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which header fields a caller may add to a request. */
public final class RequestFields {
  /** A token (RFC 9110 section 5.6.2). */
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  /** Fields that frame or route the request; another value would break it. */
  private static final Set<String> OURS =
      Set.of(
          "host",
          "connection",
          "content-length",
          "expect",
          "keep-alive",
          "proxy-authorization",
          "proxy-connection",
          "transfer-encoding",
          "accept-encoding",
          "te",
          "trailer",
          "upgrade");

  /** What is a secret of one host: a job's fields go to every host. */
  private static final Set<String> SECRETS = Set.of("authorization", "cookie");

  private RequestFields() {}

  /** What is wrong with a field that a job wants to be sent to every host; empty if nothing is. */
  public static Optional<String> problem(String name, String value) {
    if (SECRETS.contains(name.toLowerCase(Locale.ROOT))) {
      return Optional.of("is a secret of one host, and this would be sent to all of them");
    }
    return wrong(name, value);
  }

  /** Throws IllegalArgumentException for a field that must not be sent. */
  static void check(Headers.Field field) {
    wrong(field.name(), field.value())
        .ifPresent(
            what -> {
              throw new IllegalArgumentException("header field " + field.name() + " " + what);
            });
  }

  private static Optional<String> wrong(String name, String value) {
    if (!NAME.matcher(name).matches()) {
      return Optional.of("is no name of a header field");
    }
    if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
      return Optional.of("is a field that the fetcher sets itself, or never sends");
    }
    // RFC 9110 section 5.5; a line break would be a second field.
    return value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c < 0x7f))
        ? Optional.empty()
        : Optional.of("must be printable ASCII");
  }
}
