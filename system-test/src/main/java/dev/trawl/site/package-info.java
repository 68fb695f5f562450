/**
 * The sites that the system tests and the benchmark crawl, and what a crawler has to find on them.
 *
 * <p>A site is served by {@link dev.trawl.site.LoopbackServer}, a blocking HTTP/1.1 server that
 * never listens on anything but loopback addresses, writes each answer in one piece (it shares its
 * cores with what is measured) and logs every request as it stood on the wire. Behind it stand
 * either the files of a real site ({@link dev.trawl.site.StaticSite}) or a web computed from a seed
 * ({@link dev.trawl.site.SyntheticWeb}), which can also misbehave in ways that a decent server
 * library would not allow.
 *
 * <p>{@link dev.trawl.site.GroundTruth} says what is reachable. It shares no code with the crawler:
 * neither its URL type, nor its link extraction. It has the files, where the crawler has the wire.
 *
 * <p>Out of scope: TLS, HTTP/2, compression of static files.
 */
@NullMarked
package dev.trawl.site;

import org.jspecify.annotations.NullMarked;
