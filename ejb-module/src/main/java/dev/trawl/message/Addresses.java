package dev.trawl.message;

/** The names of queues and topics on the broker, as broker.xml has them. */
public final class Addresses {
  /** Queue of crawl requests: the JSON of POST /api/jobs. */
  public static final String CRAWL = "trawl.crawl";

  /** Queue of fetch tasks. */
  public static final String FETCH = "trawl.fetch";

  /** Address of results; a divert copies them to trawl.feed. */
  public static final String RESULTS = "trawl.results";

  /** The one durable queue of the results' address, for our processors. */
  public static final String STORE = "trawl.results::store";

  /** Queue of results with documents whose text is wanted; a divert copies them there. */
  public static final String DOCUMENTS = "trawl.documents";

  /** Topic of events. */
  public static final String EVENTS = "trawl.events";

  /** Queue of what could not be processed. */
  public static final String DEAD_LETTERS = "trawl.dlq";

  /** Queue of what came too late. */
  public static final String EXPIRED = "trawl.expired";

  private Addresses() {}
}
