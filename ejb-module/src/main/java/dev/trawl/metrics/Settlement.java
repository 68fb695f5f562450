package dev.trawl.metrics;

import java.util.Map;

/**
 * How a URL ended, in classes: what a foreign fetcher gives as its reason must not make a series of
 * its own.
 */
public enum Settlement {
  /** 2xx or 304. */
  FETCHED("fetched", ""),
  /** Another 3xx. */
  REDIRECTED("redirected", ""),
  /** Kept out by a rule, after all. */
  EXCLUDED("excluded", ""),
  /** 4xx. */
  CLIENT_ERROR("failed", "status-4xx"),
  /** 5xx. */
  SERVER_ERROR("failed", "status-5xx"),
  /** A redirect that leads nowhere. */
  REDIRECT("failed", "redirect"),
  /** No connection: name, network, TLS. */
  CONNECTION("failed", "connection"),
  /** Too slow. */
  TIMEOUT("failed", "timeout"),
  /** An answer that cannot be kept. */
  ANSWER("failed", "answer"),
  /** robots.txt could not be had. */
  ROBOTS("failed", "robots"),
  /** An address that may not be asked. */
  REFUSED_ADDRESS("failed", "address-refused"),
  /** Anything else. */
  OTHER("failed", "other");

  private static final Map<String, Settlement> BY_ERROR =
      Map.ofEntries(
          Map.entry("dns", CONNECTION),
          Map.entry("refused", CONNECTION),
          Map.entry("unreachable", CONNECTION),
          Map.entry("reset", CONNECTION),
          Map.entry("tls", CONNECTION),
          Map.entry("connect-timeout", TIMEOUT),
          Map.entry("timeout", TIMEOUT),
          Map.entry("too-slow", TIMEOUT),
          Map.entry("too-large", ANSWER),
          Map.entry("malformed", ANSWER),
          Map.entry("bomb", ANSWER),
          Map.entry("robots-unreachable", ROBOTS),
          Map.entry("address-refused", REFUSED_ADDRESS));

  private final String outcome;
  private final String reason;

  Settlement(String outcome, String reason) {
    this.outcome = outcome;
    this.reason = reason;
  }

  /** The class of a failure with that reason. */
  public static Settlement ofError(String error) {
    return error.startsWith("redirect") || error.equals("too-many-redirects")
        ? REDIRECT
        : BY_ERROR.getOrDefault(error, OTHER);
  }

  /** The class of a failure with that status. */
  public static Settlement ofStatus(int status) {
    return status >= 500 ? SERVER_ERROR : CLIENT_ERROR;
  }

  Map<String, String> labels() {
    return Map.of("outcome", outcome, "reason", reason.isEmpty() ? "none" : reason);
  }
}
