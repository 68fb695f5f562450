/**
 * Flow control: whether work may be given out and taken in now.
 *
 * <p>What is in flight is limited elsewhere (package frontier counts the URLs that are leased).
 * Here is what may stop everything: too little free disk below the database or the broker, a
 * database that has reached its quota, too many bytes of results that wait for a processor. Each
 * node measures what it can see; a node that finds no space says so in the database, so that every
 * node knows it, also one on another machine. A row there counts for some seconds only: a node that
 * dies takes its objection with it.
 *
 * <p>Invariants: measuring never waits for database or broker, and asking costs one volatile read.
 * What was stopped goes on by itself, a tenth above the limit, so that it does not flutter.
 * Stopping refuses new work and gives none out; what is under way is still stored.
 *
 * <p>Out of scope: what the broker does when its own limit is reached (it pages, and at the end
 * fails its senders, see broker.xml); who asks here.
 */
@NullMarked
package dev.trawl.flow;

import org.jspecify.annotations.NullMarked;
