/**
 * The benchmark: Trawl, Scrapy and a bare loop crawl the same site, from the same server, in one
 * run. Beside them stand measurements of Trawl alone: two nodes, a thousand hosts, a link, a
 * million links, the dashboard.
 *
 * <p>Each peer is a process of its own, as is the site. No figure is asserted here: a benchmark
 * that shares its machine with other work must not fail a build. The goals stand beside the figures
 * in the table.
 */
@NullMarked
package dev.trawl.bench;

import org.jspecify.annotations.NullMarked;
