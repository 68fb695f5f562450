package dev.trawl.page;

import dev.trawl.database.Texts;
import dev.trawl.frontier.JobContext;
import dev.trawl.job.Content;
import dev.trawl.message.FetchOutcome.Answer;
import dev.trawl.message.FetchOutcome.Failure;
import dev.trawl.message.FetchResult;
import dev.trawl.message.HeaderLines;
import dev.trawl.parse.LinkField;
import dev.trawl.parse.ParsedPage;
import dev.trawl.parse.RobotsTags;
import dev.trawl.url.CrawlUrl;
import java.util.List;
import java.util.Optional;

/**
 * A result with everything that can be known of it before the transaction.
 *
 * @param result as it came
 * @param job its job as it was a moment ago
 * @param url the result's URL
 * @param body of an answer
 * @param target where a redirect leads to
 * @param parsed what the body held
 * @param earlier the page that has not changed, of an answer of 304
 */
record Processed(
    FetchResult result,
    JobContext job,
    CrawlUrl url,
    Optional<PageBody> body,
    Optional<CrawlUrl> target,
    Parsed parsed,
    Optional<Earlier> earlier) {
  private static final int NOT_MODIFIED = 304;

  /** A result by itself. */
  Processed(
      FetchResult result,
      JobContext job,
      CrawlUrl url,
      Optional<PageBody> body,
      Optional<CrawlUrl> target,
      Parsed parsed) {
    this(result, job, url, body, target, parsed, Optional.empty());
  }

  static Processed withoutAnswer(FetchResult result, JobContext job, CrawlUrl url) {
    return new Processed(
        result, job, url, Optional.empty(), Optional.empty(), Parsed.nothing(RobotsTags.NONE));
  }

  /**
   * The same with the page that has not changed, and its links.
   *
   * @param current the job whose scope has judged the links
   */
  Processed unmodified(JobContext current, Earlier page, List<Link> links) {
    return new Processed(
        result,
        current,
        url,
        Optional.empty(),
        Optional.empty(),
        Parsed.unmodified(links, page.outlinks(), parsed.tags()),
        Optional.of(page));
  }

  /**
   * What a page names as the URL that it should be known by (RFC 6596), in itself or by its answer.
   */
  Optional<CrawlUrl> canonical() {
    if (status().filter(code -> code >= 200 && code < 300).isEmpty()) {
      return Optional.empty();
    }
    return parsed
        .page()
        .flatMap(ParsedPage::canonical)
        .or(
            () ->
                headers().all("Link").stream()
                    .flatMap(field -> LinkField.canonical(field).stream())
                    .findFirst()
                    .flatMap(url::resolveField));
  }

  boolean isNotModified() {
    return result.outcome() instanceof Answer answer && answer.status() == NOT_MODIFIED;
  }

  Optional<Integer> status() {
    if (result.outcome() instanceof Answer answer) {
      return Optional.of(answer.status());
    }
    return result.outcome() instanceof Failure failure ? failure.status() : Optional.empty();
  }

  Optional<String> contentType() {
    return result.outcome() instanceof Answer answer ? answer.contentType() : Optional.empty();
  }

  /** By which version of HTTP the answer came. */
  Optional<String> protocol() {
    return result.outcome() instanceof Answer answer ? answer.protocol() : Optional.empty();
  }

  /** The answer's fields. */
  HeaderLines headers() {
    return result.outcome() instanceof Answer answer ? answer.headers() : HeaderLines.NONE;
  }

  boolean isRedirect() {
    return isRedirect(status());
  }

  static boolean isRedirect(Optional<Integer> status) {
    return status.filter(s -> s >= 300 && s < 400 && s != NOT_MODIFIED).isPresent();
  }

  /** Where a redirect leads to. */
  Optional<String> location() {
    if (target.isPresent()) {
      return target.map(CrawlUrl::toString);
    }
    return result.outcome() instanceof Answer answer ? answer.location() : Optional.empty();
  }

  /** The same for its line, unless it is longer than a link may be. */
  Optional<String> keptLocation() {
    return location().flatMap(text -> Texts.whole(text, CrawlUrl.LONGEST_LINK));
  }

  /** The tag by which the page asks that its content is not kept, if it does. */
  Optional<String> withheldBy() {
    return parsed.tags().withholds(result.fetchedAt());
  }

  /** The body, unless the page asks that its content is not kept, or the job keeps none of it. */
  Optional<PageBody> kept() {
    return isKept() ? body : Optional.empty();
  }

  /** The digest of what is kept, of this body or of the earlier page's. */
  Optional<byte[]> digest() {
    return isKept() ? sha256() : Optional.empty();
  }

  /** The digest of a body, this one or the earlier page's, of which no more than that is kept. */
  Optional<byte[]> digestAlone() {
    return isKept() || withheldBy().isPresent() ? Optional.empty() : sha256();
  }

  private Optional<byte[]> sha256() {
    return earlier.map(Earlier::sha256).or(() -> body.map(PageBody::sha256));
  }

  private boolean isKept() {
    Content content = job.request().content();
    return withheldBy().isEmpty()
        && earlier
            .map(page -> page.kept() && content.keeps(page.type(), page.isHtml()))
            .orElseGet(() -> content.keeps(contentType(), parsed.page().isPresent()));
  }

  /** Bytes that came. */
  long bytes() {
    return body.map(PageBody::length).orElse(0L);
  }
}
