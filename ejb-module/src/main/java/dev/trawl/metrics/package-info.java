/**
 * What is counted and measured, for monitoring: one catalogue, {@link dev.trawl.metrics.Meters},
 * and behind it MicroProfile Metrics, which nobody else has to know.
 *
 * <p>Who has something to count calls a constant: an addition to a striped counter, no look-up, no
 * lock, and it works without a server too. What is a state and no count (queue depths, URLs that
 * wait) is a {@link dev.trawl.metrics.Gauge} that its owner fires as an event when it starts; it is
 * read when somebody scrapes, so it has to answer from memory.
 *
 * <p>Invariants: every series carries the node and its roles; the number of series is bounded,
 * since no label's value comes from outside.
 *
 * <p>Out of scope: what the server itself measures (memory, threads, pools).
 */
@NullMarked
package dev.trawl.metrics;

import org.jspecify.annotations.NullMarked;
