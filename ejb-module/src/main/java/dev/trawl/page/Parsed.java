package dev.trawl.page;

import dev.trawl.parse.ParsedPage;
import dev.trawl.parse.RobotsTags;
import dev.trawl.sitemap.SitemapResult;
import java.util.List;
import java.util.Optional;

/**
 * What parsing a body gave.
 *
 * @param page what a page of HTML held; empty for everything else
 * @param links found in it, without the parameters that the job drops, with the verdict of the
 *     scope
 * @param outlinks the same as they were found, and are stored
 * @param tags what the page or its answer asks of us, if the job obeys
 * @param error why it could not be parsed
 * @param sitemap what a sitemap held
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole
record Parsed(
    Optional<ParsedPage> page,
    List<Link> links,
    byte[] outlinks,
    RobotsTags tags,
    Optional<String> error,
    Optional<SitemapResult> sitemap) {
  /** Of what is no page of HTML. */
  static Parsed nothing(RobotsTags tags) {
    return new Parsed(
        Optional.empty(), List.of(), new byte[0], tags, Optional.empty(), Optional.empty());
  }

  /** Of a page that has not changed since its links were found. */
  static Parsed unmodified(List<Link> links, byte[] outlinks, RobotsTags tags) {
    return new Parsed(Optional.empty(), links, outlinks, tags, Optional.empty(), Optional.empty());
  }

  /** Of a sitemap, with the pages that it names. */
  static Parsed sitemap(SitemapResult sitemap, List<Link> links) {
    return new Parsed(
        Optional.empty(),
        links,
        new byte[0],
        RobotsTags.NONE,
        Optional.empty(),
        Optional.of(sitemap));
  }

  static Parsed failed(Throwable cause, RobotsTags tags) {
    return new Parsed(
        Optional.empty(),
        List.of(),
        new byte[0],
        tags,
        Optional.of(cause.toString()),
        Optional.empty());
  }
}
