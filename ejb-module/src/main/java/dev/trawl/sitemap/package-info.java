/**
 * Sitemaps by the protocol of sitemaps.org, version 0.9: lists of pages, and indexes of such lists.
 * Read are its XML and its plain text, both also packed with gzip, and RSS and Atom feeds.
 *
 * <p>What always holds:
 *
 * <ul>
 *   <li>Any sequence of bytes has a result; nothing here throws for what is in it.
 *   <li>Bytes in, URLs out: nothing is opened, whatever a sitemap names.
 *   <li>Memory is bounded by the URLs that are returned and a buffer. Content is unpacked, decoded
 *       and scanned as a stream that ends at the protocol's limit, and nothing recurses over it.
 *   <li>What breaks off gives what was read before, and says that it is cut; half a URL is none.
 * </ul>
 *
 * <p>Own code for a part of XML, which is to find an element's text and to pass over the rest. The
 * parser of crawler-commons unpacks without a limit and takes only URLs that {@code java.net.URI}
 * takes. Java's XML parsers, which it stands on, hold each comment, attribute and open element of
 * the file in memory, end at the first bare ampersand, and need to be told what not to open or
 * expand; here is no code that could do either, so that none has to be switched off.
 *
 * <p>Out of scope: fetching; how many sitemaps a job reads and how deep indexes may go (packages
 * frontier and page); which hosts a sitemap may speak for ({@code dev.trawl.scope}); and what else
 * it says of a page: {@code lastmod}, {@code priority}, images, videos, news, alternates.
 *
 * @see <a href="https://www.sitemaps.org/protocol.html">Sitemaps XML format</a>
 */
@NullMarked
package dev.trawl.sitemap;

import org.jspecify.annotations.NullMarked;
