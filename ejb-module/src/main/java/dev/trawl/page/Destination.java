package dev.trawl.page;

import dev.trawl.frontier.JobContext;
import dev.trawl.url.CrawlUrl;

/**
 * A URL that a job has met, as that to which links and redirects of its pages lead.
 *
 * @param path all of it but the query
 */
record Destination(JobContext job, CrawlUrl url, String path) {
  Destination(JobContext job, CrawlUrl url) {
    this(job, url, url.toString().substring(0, url.queryStart()));
  }

  /** Whether a link leads here, as it was found. */
  boolean isOfLink(String found) {
    return mayLose(found)
        && CrawlUrl.parse(found)
            .map(link -> Link.target(job, link))
            .filter(url::equals)
            .isPresent();
  }

  /** Whether a redirect leads here. */
  boolean isOfRedirect(CrawlUrl from, String location) {
    return CrawlUrl.parse(location)
        .map(to -> Link.target(job, from, to))
        .filter(url::equals)
        .isPresent();
  }

  /**
   * Whether parameters are all that tells the link from the URL. Parsing every link of thousands of
   * pages would take most of the time; and a path loses nothing where it has no ";".
   */
  private boolean mayLose(String found) {
    return found.indexOf(';') >= 0
        || (found.startsWith(path)
            && (found.length() == path.length() || found.charAt(path.length()) == '?'));
  }
}
