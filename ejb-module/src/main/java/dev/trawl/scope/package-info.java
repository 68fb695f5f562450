/**
 * Which URLs belong to a job.
 *
 * <p>A scope is an ordered list of rules. Each asks one question of a URL and decides or abstains;
 * the first that decides ends the matter, and a URL that no rule objects to is accepted. A {@link
 * dev.trawl.scope.Decision} always names its rule, so that a user can be told why a URL was not
 * fetched. The order is {@code seed}, {@code exclude}, {@code within}, {@code fileTypes}, the traps
 * ({@code urlLength}, {@code pathDepth}, {@code repeatedSegments}, {@code queryParameters}), {@code
 * include}, {@code maxDepth}: depth comes last because it is the only answer that may change later,
 * when a shorter path to the URL is found. Seeds come first and so are exempt from all others.
 * There is no rule for the scheme: a {@link dev.trawl.url.CrawlUrl} is http or https.
 *
 * <p>The traps are told by the URL alone ({@link dev.trawl.scope.TrapSpec}), and in a way that lets
 * a few steps of a trap pass rather than refuse a page: what is refused by default, no one finds
 * missing until much later.
 *
 * <p>An endless site that looks ordinary is told by how it grows. What that takes is here: the
 * {@link dev.trawl.scope.Area} that a URL is in, and the {@link dev.trawl.scope.Stay} of a page in
 * its area. Who grows is counted by the frontier.
 *
 * <p>A scope is immutable and may be shared by threads. It is asked for every link of every page: a
 * decision takes no lock, does no input or output and hardly allocates. Patterns are RE2, so that
 * no pattern of a user's can take more than linear time. The RE2 library says what a pattern is and
 * does the unusual ones; the usual ones are done by one automaton for all, which must find the
 * same.
 *
 * <p>A rule to come is one more line in {@code Scope.of}. Out of scope: which parameters of a URL
 * are dropped before it is judged (package url), robots.txt, budgets such as {@code maxPages}, and
 * everything that needs to know what has been crawled before.
 */
@NullMarked
package dev.trawl.scope;

import org.jspecify.annotations.NullMarked;
