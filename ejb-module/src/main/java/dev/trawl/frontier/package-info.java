/**
 * The frontier: every URL of every job, which are open, which are due, and which have been leased
 * to a fetcher.
 *
 * <p>Few verbs. {@code submit} keeps a job with its seeds; {@code offer} is the one way in for a
 * URL; the dispatcher leases what is due and sends it as tasks; {@code lock} and {@code settle} end
 * a URL inside the transaction that stores its page; a lease that runs out gives it back. Open URLs
 * live in a small table of their own; what is settled leaves it.
 *
 * <p>Invariants: a URL is met once per job. Whatever settles a URL offers its outlinks in the same
 * transaction, so "no row in open_url" is an exact test for "finished", at every moment, whatever
 * has crashed. The first result for a URL that is open wins, whether its lease still holds or not.
 * A URL's depth is the length of the shortest path that is known: a shorter one lowers it, and that
 * of what it led to, and reopens what was kept out by depth alone. What budgets allow is reserved
 * with the lease, so that no node requests what another has no budget left for.
 *
 * <p>Out of scope: how a page is stored (package page), what a host is (package host), and how
 * anything is fetched.
 */
@NullMarked
package dev.trawl.frontier;

import org.jspecify.annotations.NullMarked;
