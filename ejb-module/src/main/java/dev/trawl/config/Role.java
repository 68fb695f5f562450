package dev.trawl.config;

/** What a node does, so that each part is scaled by itself. */
public enum Role {
  /** Answers REST, and takes crawl requests from the queue. */
  API,
  /** Requests URLs. */
  FETCH,
  /** Dispatches, parses and stores. */
  PROCESS
}
