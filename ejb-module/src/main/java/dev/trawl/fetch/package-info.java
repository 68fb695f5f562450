/**
 * The fetch service: takes tasks from the queue, requests their URLs, and sends what came of each
 * to the results.
 *
 * <p>It knows neither jobs nor the frontier nor their tables: everything it needs is in the task,
 * so that it can be replaced by a program in any language. Two things it is told besides, because
 * it shares a database with us: whether a job still runs ({@link dev.trawl.fetch.FetchGate}), and
 * it reports the ends of requests to the hosts itself, so that politeness does not wait for the
 * processors.
 *
 * <p>Invariants: a task is acknowledged when the broker has confirmed the result of each of its
 * URLs. Nothing is followed here: a redirect is a result. Whether and when a URL is tried again is
 * one table, {@link dev.trawl.fetch.RetryTable}.
 *
 * <p>Out of scope: parsing and storing; the rules of addresses and sizes (package http); robots.txt
 * (package robots).
 */
@NullMarked
package dev.trawl.fetch;

import org.jspecify.annotations.NullMarked;
