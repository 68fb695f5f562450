package dev.trawl.job;

import dev.trawl.message.FetchTimes;
import java.util.Map;

/**
 * How a job's requests are made.
 *
 * @param times how long one may take, where that is not left to the node
 * @param headers fields that are sent with each request but that for robots.txt; in their order
 * @param cookies whether cookies are kept for the job, and sent back
 */
public record FetchOptions(FetchTimes times, Map<String, String> headers, boolean cookies) {
  /** As the node does by itself. */
  public static final FetchOptions DEFAULT = new FetchOptions(FetchTimes.DEFAULT, Map.of(), false);
}
