/**
 * The fault suite: crawls during which parts are killed, stopped and cut off, and what must be true
 * afterwards.
 *
 * <p>A {@link dev.trawl.faults.Cluster} is a stack with further nodes, whose ways to broker and
 * database lead over {@link dev.trawl.faults.TcpProxy}. {@link dev.trawl.faults.FaultyCrawl} does
 * one crawl of a {@link dev.trawl.faults.Plan}: at each of the plan's moments it lets an {@link
 * dev.trawl.faults.Injector} do harm and measures how long the crawl stood still ({@link
 * dev.trawl.faults.Pace}); at the end {@link dev.trawl.faults.Audit} compares pages, counters,
 * tables and queues. {@link dev.trawl.faults.FaultSuite} is the long form, resumable, with its
 * results in a file of JSON lines.
 *
 * <p>Everything that is random follows from a seed. Moments are numbers of pages, not of seconds,
 * so that a slower machine gets the same faults at the same places.
 */
@NullMarked
package dev.trawl.faults;

import org.jspecify.annotations.NullMarked;
