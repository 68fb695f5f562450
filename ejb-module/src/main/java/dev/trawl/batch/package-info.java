/**
 * Group commit: many threads hand in work, one of them commits for all.
 *
 * <p>A durable commit costs one flush to disk, whoever waits for it. So the threads that arrive
 * while a commit is under way form the next batch; there is no timer, and a single thread alone
 * commits at once. Nothing resides here: the leader is one of the callers, and hands the lead to a
 * waiting one when its own batch is done.
 *
 * <p>Invariants: a caller returns only when its own item is committed or has failed; a failure of
 * one item fails that item alone (the batch is tried again in halves until the culprit stands by
 * itself); a failure of the infrastructure fails nobody (the same batch is tried again, with
 * back-off, until the application stops).
 *
 * <p>Out of scope: what a commit is. Here it is a function.
 */
@NullMarked
package dev.trawl.batch;

import org.jspecify.annotations.NullMarked;
