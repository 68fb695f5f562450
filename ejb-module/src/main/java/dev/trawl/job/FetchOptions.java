package dev.trawl.job;

import dev.trawl.credential.Credential;
import dev.trawl.message.FetchTimes;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a job's requests are made.
 *
 * @param times how long one may take, where that is not left to the node
 * @param headers fields that are sent with each request but that for robots.txt; in their order
 * @param cookies whether cookies are kept for the job, and sent back
 * @param credentials secrets of some origins, sealed; one of each at the most
 */
public record FetchOptions(
    FetchTimes times, Map<String, String> headers, boolean cookies, List<Credential> credentials) {
  /** As the node does by itself. */
  public static final FetchOptions DEFAULT =
      new FetchOptions(FetchTimes.DEFAULT, Map.of(), false, List.of());

  /** The sealed secret of exactly that origin. */
  public Optional<String> authorization(String origin) {
    return credentials.stream()
        .filter(credential -> credential.origin().equals(origin))
        .map(Credential::sealed)
        .findFirst();
  }
}
