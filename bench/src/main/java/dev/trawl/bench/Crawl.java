package dev.trawl.bench;

/**
 * One crawl of the site.
 *
 * @param pages answers that were processed
 * @param requests in the server's own log, robots.txt apart
 */
record Crawl(int pages, double seconds, long requests) {

  double pagesPerSecond() {
    return pages / seconds;
  }

  double requestsPerPage() {
    return (double) requests / pages;
  }
}
