/**
 * The fetch service: takes tasks from the queue, requests their URLs, and sends what came of each
 * to the results.
 *
 * <p>It knows neither jobs nor the frontier nor their tables: everything it needs is in the task,
 * so that it can be replaced by a program in any language. Three things go by other ways, because
 * it shares a database with us: whether a job still runs ({@link dev.trawl.fetch.FetchGate}); it
 * reports the ends of requests to the hosts itself, so that politeness does not wait for the
 * processors; and it keeps and finds robots.txt there, for all nodes.
 *
 * <p>Invariants: a task is acknowledged when the broker has confirmed the result of each of its
 * URLs. Nothing is followed here: a redirect is a result. Nothing is waited for: a host that is to
 * be left alone is not asked for the rest of its task, and is not released before the result says
 * so.
 *
 * <p>Out of scope: parsing and storing; the rules of addresses and sizes (package http); what is
 * tried again, and when (package host); how robots.txt is read (package robots).
 */
@NullMarked
package dev.trawl.fetch;

import org.jspecify.annotations.NullMarked;
