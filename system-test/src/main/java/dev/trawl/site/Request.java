package dev.trawl.site;

import java.util.Map;

/**
 * A request as it was received.
 *
 * @param target the raw request target, not decoded
 * @param fields header fields, names in lower case; of repeated fields the last
 */
public record Request(String method, String target, Map<String, String> fields) {

  /** The absolute URL that was asked for, its target byte for byte as on the wire. */
  public String url() {
    return target.startsWith("/") ? "http://" + fields.getOrDefault("host", "") + target : target;
  }

  /** The target up to its query. */
  public String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /** The value of a query parameter as a number, or the given default. */
  public long number(String parameter, long otherwise) {
    int query = target.indexOf('?');
    if (query < 0) {
      return otherwise;
    }
    for (String pair : target.substring(query + 1).split("&", -1)) {
      if (pair.startsWith(parameter + "=")) {
        return Long.parseLong(pair.substring(parameter.length() + 1));
      }
    }
    return otherwise;
  }

  public String userAgent() {
    return fields.getOrDefault("user-agent", "");
  }
}
