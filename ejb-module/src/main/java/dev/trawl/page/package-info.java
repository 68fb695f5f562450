/**
 * The processing service: takes results, parses pages, and stores everything that follows from a
 * result in one transaction: the page and its content, the end of the URL, the outlinks, the
 * counters, and what the result says of its host.
 *
 * <p>What costs processor time (decompressing, digesting, parsing, judging links) is done by many
 * threads before the transaction; what is left for it is set-based SQL, and the results of all
 * threads that wait are committed together. A message is acknowledged when its transaction has
 * committed, so a result may come twice, and the second is dropped, because its URL is not open any
 * more.
 *
 * <p>A sitemap is a result like any other, but ends as a row of its own kind: no page, no counter.
 * What ends without a result, because its message or its host is given up, ends here too.
 *
 * <p>Invariants: bodies are kept once for each digest over all jobs, as they were compressed by the
 * fetcher. A page's id is its URL's. Events are told after the commit.
 *
 * <p>Out of scope: which URLs are followed (package scope), what is tried again and what a retry
 * waits for (package host), and how a sitemap is read (package sitemap).
 */
@NullMarked
package dev.trawl.page;

import org.jspecify.annotations.NullMarked;
