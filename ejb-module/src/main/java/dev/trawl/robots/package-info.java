/**
 * robots.txt by RFC 9309: fetched, read, kept, and asked whether a URL may be fetched.
 *
 * <p>What always holds:
 *
 * <ul>
 *   <li>No file is no rule: an answer of 4xx, or a redirect that leads nowhere, allows everything
 *       (section 2.3.1.3). No <em>answer</em> allows nothing: 5xx, 429 and every failure to connect
 *       or to read are {@link dev.trawl.robots.RobotsResult.Unavailable} with the reason (section
 *       2.3.1.4), and the caller waits.
 *   <li>Every request for a robots.txt, each hop of a redirect included, goes through the guarded
 *       client.
 *   <li>However many threads of a node ask for the rules of an origin, it is asked once.
 * </ul>
 *
 * <p>crawler-commons parses; what it is given is made ready before (encodings, HTML, half lines),
 * and matching is our own: the library's gives up at the first place where a wildcard fits.
 *
 * <p>Out of scope: when to ask again and when to give up, and keeping files for all nodes (package
 * host); meta robots and {@code X-Robots-Tag} (package parse); offering the sitemaps that are named
 * (package frontier).
 */
@NullMarked
package dev.trawl.robots;

import org.jspecify.annotations.NullMarked;
