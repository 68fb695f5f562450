package dev.trawl.page;

import dev.trawl.frontier.OpenUrl;
import dev.trawl.frontier.Verdict;

/**
 * A result whose URL is open, with what becomes of it.
 *
 * @param processed the result
 * @param url its URL, locked
 * @param verdict what becomes of the URL
 * @param end the error of its line
 */
record Judged(Processed processed, OpenUrl url, Verdict verdict, PageEnd end) {
  /** Whether a line is stored: it ended with an answer or failed. */
  boolean isPage() {
    return !url.sitemap() && verdict.isEnd();
  }

  /** Whether a sitemap has ended, by being read or not. */
  boolean isSitemap() {
    return url.sitemap() && verdict.isEnd();
  }

  /** Whether it leads to a redirect's target. */
  boolean isFollowed() {
    return verdict instanceof Verdict.Redirected;
  }
}
