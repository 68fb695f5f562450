package dev.trawl.cookie;

import dev.trawl.url.CrawlUrl;
import java.time.Instant;
import java.util.Optional;

/**
 * A cookie as it is stored (RFC 6265 section 5.3).
 *
 * @param name never empty
 * @param value may be empty
 * @param domain a host, or a domain that is no public suffix; in lower case, without a dot before
 *     it
 * @param hostOnly whether it is for that host alone, and not for those below
 * @param path begins with "/"
 * @param secure whether it is sent over https alone
 * @param expires when it ends, which may have been; empty for one that lasts as long as the session
 */
public record Cookie(
    String name,
    String value,
    String domain,
    boolean hostOnly,
    String path,
    boolean secure,
    Optional<Instant> expires) {

  /** Whether it is to be sent with a request of that URL, unless it has expired (section 5.4). */
  public boolean belongsTo(CrawlUrl url) {
    return (hostOnly ? url.host().equals(domain) : Domains.match(url.host(), domain))
        && Paths.match(url.path(), path)
        && (!secure || url.scheme().equals("https"));
  }
}
