package dev.trawl.metrics;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The catalogue: everything that is counted, and everything whose spread is measured. */
public final class Meters {
  private static final List<Count> COUNTS = new ArrayList<>();
  private static final List<Spread> SPREADS = new ArrayList<>();

  private static final double[] SECONDS = {
    0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300
  };
  private static final double[] BATCH = {1, 2, 4, 8, 16, 32, 64};

  /** Tasks that the broker took. */
  public static final Count TASKS_SENT =
      count("trawl_tasks_sent", "Fetch tasks that the broker took.");

  /** Tasks that it did not take. */
  public static final Count TASKS_UNSENT =
      count(
          "trawl_tasks_unsent", "Fetch tasks that the broker did not take; their URLs went back.");

  /** Leases that ran out. */
  public static final Count LEASES_EXPIRED =
      count("trawl_leases_expired", "Tasks whose lease ran out; their URLs went back.");

  /** Late results. */
  public static final Count DUPLICATES =
      count(
          "trawl_results_duplicate",
          "Results of URLs that were settled before, or whose job is gone.");

  /** Retries. */
  public static final Count RETRIES =
      count("trawl_urls_requeued", "Results after which their URL was put back to be tried again.");

  /** Answers of 304. */
  public static final Count NOT_MODIFIED =
      count("trawl_urls_not_modified", "URLs that were fetched with 304: not modified.");

  /** Bytes of decoded bodies. */
  public static final Count BODY_BYTES =
      count("trawl_body_bytes", "Bytes of decoded bodies of the URLs that were settled.");

  /** Bytes of bodies as they are sent. */
  public static final Count RESULT_BYTES =
      count(
          "trawl_result_bytes",
          "Bytes of bodies in the results that the broker took, as they were sent.");

  /** Events that nobody will hear. */
  public static final Count EVENTS_DROPPED =
      count("trawl_events_dropped", "Events that could not be sent.");

  /** From the time at which a host's queue was due to the lease of its URLs. */
  public static final Spread DISPATCH_LATENESS =
      spread("trawl_dispatch_lateness_seconds", "From due to leased, for each task.", SECONDS);

  /** In the queue of tasks. */
  public static final Spread FETCH_WAIT =
      spread(
          "trawl_fetch_wait_seconds", "From sent to taken by a fetcher, for each task.", SECONDS);

  /** One request. */
  public static final Spread FETCH =
      spread(
          "trawl_fetch_seconds", "One request, from its start to the end of the answer.", SECONDS);

  /** Until the broker had a result. */
  public static final Spread SEND =
      spread("trawl_send_seconds", "One batch of results to the broker.", SECONDS);

  /** Results sent together. */
  public static final Spread SEND_BATCH =
      spread("trawl_send_batch_results", "Results that were sent to the broker together.", BATCH);

  /** In the queue of results. */
  public static final Spread STORE_WAIT =
      spread(
          "trawl_store_wait_seconds",
          "From sent to taken by a processor, for each result.",
          SECONDS);

  /** Decoding and parsing. */
  public static final Spread PROCESS =
      spread("trawl_process_seconds", "Decoding, digesting and parsing one result.", SECONDS);

  /** The transaction. */
  public static final Spread COMMIT =
      spread("trawl_commit_seconds", "One transaction that stores results.", SECONDS);

  /** Results stored together. */
  public static final Spread COMMIT_BATCH =
      spread("trawl_commit_batch_results", "Results that were stored together.", BATCH);

  private static final Map<Settlement, Count> SETTLED = settled();

  private Meters() {}

  /** URLs that ended that way. */
  public static Count settled(Settlement settlement) {
    Count count = SETTLED.get(settlement);
    if (count == null) {
      throw new IllegalArgumentException(settlement.name());
    }
    return count;
  }

  static List<Count> counts() {
    return List.copyOf(COUNTS);
  }

  static List<Spread> spreads() {
    return List.copyOf(SPREADS);
  }

  private static Map<Settlement, Count> settled() {
    Map<Settlement, Count> settled = new EnumMap<>(Settlement.class);
    for (Settlement settlement : Settlement.values()) {
      Count count =
          new Count("trawl_urls_settled", "URLs that ended, by outcome.", settlement.labels());
      COUNTS.add(count);
      settled.put(settlement, count);
    }
    return settled;
  }

  private static Count count(String name, String help) {
    Count count = new Count(name, help, Map.of());
    COUNTS.add(count);
    return count;
  }

  private static Spread spread(String name, String help, double... bounds) {
    Spread spread = new Spread(name, help, bounds);
    SPREADS.add(spread);
    return spread;
  }
}
