package dev.trawl.fetch;

import dev.trawl.config.TrawlConfig;
import dev.trawl.http.Reason;
import dev.trawl.message.FetchOutcome;
import dev.trawl.message.FetchOutcome.NotRequested;
import dev.trawl.robots.Origin;
import dev.trawl.robots.RobotsResult;
import dev.trawl.robots.RobotsResult.Available;
import dev.trawl.robots.RobotsResult.Unavailable;
import dev.trawl.url.CrawlUrl;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Asks robots.txt before a URL is requested (RFC 9309). */
@ApplicationScoped
class RobotsGate {
  @EJB Clients clients;

  /** What the URL ends with instead of a request; empty if it may be requested. */
  Optional<FetchOutcome> refuses(CrawlUrl url) {
    RobotsResult result = clients.robots().get(Origin.of(Clients.target(url)));
    if (result instanceof Available available) {
      return available.rules().allows(url.toString())
          ? Optional.empty()
          : Optional.of(
              new NotRequested(
                  "robots-disallowed",
                  "robots.txt of "
                      + url.origin()
                      + " does not allow it for "
                      + TrawlConfig.ROBOTS_TOKEN));
    }
    Unavailable unavailable = (Unavailable) result;
    if (unavailable.isFinal()) {
      return Optional.of(new NotRequested(Reason.ADDRESS_REFUSED.wire(), unavailable.detail()));
    }
    return Optional.of(
        new NotRequested(
            RetryTable.ROBOTS_UNREACHABLE, unavailable.reason() + ": " + unavailable.detail()));
  }
}
