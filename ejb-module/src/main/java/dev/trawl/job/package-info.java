/**
 * Crawl jobs: what was asked for, in which state it is, the counters, and how these have risen.
 *
 * <p>A job request is validated here, once, whichever way it came (REST or JMS): unknown fields and
 * wrong values are refused with the field's name, all of them in one answer. The states are one
 * transition table, {@link dev.trawl.job.JobState}. A job is COMPLETED exactly when no URL of it is
 * open; who finds that out is the frontier.
 *
 * <p>Of every job that runs one node takes samples of the counters, in one statement for all of
 * them; a job keeps a bounded number, the longer it runs the further apart.
 *
 * <p>Invariants: the request that is kept has the defaults of the contract filled in, so that a
 * later version's do not change an old job; a choice that the contract does not show is kept where
 * it differs from its default. A request is changed by a {@link dev.trawl.job.JobPatch} alone,
 * which never lowers a limit: what was done by it stays true. A deleted job is gone from every
 * answer at once. Each change of state tells an event after its commit.
 *
 * <p>Out of scope: URLs (package frontier submits a job together with its seeds) and pages.
 */
@NullMarked
package dev.trawl.job;

import org.jspecify.annotations.NullMarked;
