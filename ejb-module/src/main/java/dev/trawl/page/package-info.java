/**
 * The processing service: takes results, parses pages, and stores everything that follows from a
 * result in one transaction: the page and its content, the end of the URL, the outlinks, the
 * counters.
 *
 * <p>What costs processor time (decompressing, digesting, parsing, judging links) is done by many
 * threads before the transaction; what is left for it is set-based SQL, and the results of all
 * threads that wait are committed together. A message is acknowledged when its transaction has
 * committed, so a result may come twice, and the second is dropped, because its URL is not open any
 * more.
 *
 * <p>Invariants: bodies are kept once for each digest over all jobs, as they were compressed by the
 * fetcher. A page's id is its URL's. Events are told after the commit.
 *
 * <p>Out of scope: which URLs are followed (package scope), and what a retry waits for (package
 * fetch).
 */
@NullMarked
package dev.trawl.page;

import org.jspecify.annotations.NullMarked;
