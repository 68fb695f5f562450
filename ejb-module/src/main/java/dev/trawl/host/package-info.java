/**
 * What is known of a host (scheme, name and port), over all jobs and nodes, and the queue that each
 * job has there: when the next request may start, how many are under way, how many URLs wait, how
 * the host is doing, and what it answered when it was asked for robots.txt.
 *
 * <p>The delay runs from the end of a host's last answer, and from the start of its last request
 * where that is later; with two jobs on a host the longer delay and the fewer connections hold. A
 * queue's {@code due_at} says when it is worth looking at: infinity means that an event will set it
 * (URLs arrive, a connection is released, the job resumes).
 *
 * <p>A host that asks for a pause gets it; one that keeps failing is put aside for longer and
 * longer, and then gets one URL at a time; a job that has waited often enough gives it up. How
 * often and how long is one table, {@link dev.trawl.host.RetryTable}. A crawl delay holds where a
 * job obeys robots.txt.
 *
 * <p>Invariants: the row of a host is the lock of its politeness. Whoever hands out or gives back a
 * connection, or notes how the host is doing, holds it. The order of locks is URLs, tasks, hosts,
 * queues, job; the dispatcher skips what is locked instead of waiting. All times are the database's
 * clock, never a node's.
 *
 * <p>Out of scope: which URL is taken, and ending those of a host that is given up (packages
 * frontier and page); asking for robots.txt and reading it (packages fetch and robots).
 */
@NullMarked
package dev.trawl.host;

import org.jspecify.annotations.NullMarked;
