/**
 * The one guarded client through which every connection is opened: pages, robots.txt, sitemaps and,
 * later, webhooks.
 *
 * <p>What always holds:
 *
 * <ul>
 *   <li>A socket is connected only to an address that {@link dev.trawl.http.AllowedNetworks} and
 *       the tables of special networks let through; the checked address itself is connected to, the
 *       name is not resolved a second time. Through a proxy, that address is what the proxy is
 *       asked for. The proxy itself is connected to unchecked, since the administrator named it.
 *   <li>A fetch ends: in an {@link dev.trawl.http.Answer} that is complete and decoded, or in a
 *       {@link dev.trawl.http.Failure} with one {@link dev.trawl.http.Reason}. Nothing a server
 *       sends makes it throw, last longer than the limits of {@link dev.trawl.http.Timeouts}, or
 *       hold more memory than a body may have in memory ({@link dev.trawl.body.Body}), twice, and a
 *       share of {@link dev.trawl.http.DecoderMemory}.
 *   <li>No address has more requests under way than {@link
 *       dev.trawl.http.HttpSettings#maxRequestsPerAddress()}, except for those of a single host
 *       that may have more ({@link dev.trawl.http.Limits#connections()}).
 *   <li>The request line, or {@code :path}, carries the target byte for byte as it was given.
 *   <li>All of this holds whether a connection speaks HTTP/1.1 or HTTP/2, of which one is chosen in
 *       the TLS handshake; over HTTP/2 too a connection serves one request after the other.
 *   <li>Reasons are told apart by the type of an exception and by how far the exchange had come,
 *       never by a message's text.
 * </ul>
 *
 * <p>Out of scope: following redirects, retries (except for a kept-alive connection that had gone
 * stale, and what a server did not process), politeness, cookies, charsets, and what to do about a
 * failure. Those belong to the callers.
 */
@NullMarked
package dev.trawl.http;

import org.jspecify.annotations.NullMarked;
