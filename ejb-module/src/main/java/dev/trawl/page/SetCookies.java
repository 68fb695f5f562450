package dev.trawl.page;

import dev.trawl.cookie.SetCookie;
import dev.trawl.frontier.Changes;
import dev.trawl.message.FetchOutcome.Answer;
import java.time.Instant;

/** The cookies that an answer sets, whatever its status. */
final class SetCookies {
  /** More of one answer is no cookie of anybody's. */
  private static final int MOST = 500;

  private SetCookies() {}

  /** Notes them, if the job keeps cookies. */
  static void note(Processed processed, Changes changes) {
    if (processed.job().keepsCookies()
        && processed.result().outcome() instanceof Answer answer
        && !answer.setCookies().isEmpty()) {
      Instant at = earlier(processed.result().fetchedAt(), Instant.now());
      answer.setCookies().stream()
          .limit(MOST)
          .flatMap(field -> SetCookie.parse(field, processed.url(), at).stream())
          .forEach(cookie -> changes.cookie(processed.job(), cookie, at));
    }
  }

  /** A fetcher whose clock is ahead must not have the last word for ever. */
  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
