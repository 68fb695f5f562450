package dev.trawl.page;

import dev.trawl.frontier.JobContext;
import dev.trawl.frontier.RecentJobs;
import dev.trawl.message.FetchOutcome.Answer;
import dev.trawl.message.FetchResult;
import dev.trawl.parse.HtmlParser;
import dev.trawl.parse.ParsedPage;
import dev.trawl.url.CrawlUrl;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Does with a result what needs no transaction: decode, digest, parse, judge the links. */
@ApplicationScoped
class Processor {
  @Inject RecentJobs jobs;

  /**
   * The result with what it holds; empty if its job is gone.
   *
   * @throws IllegalArgumentException if the result breaks the contract
   */
  Optional<Processed> process(FetchResult result) {
    return jobs.find(result.jobId()).filter(job -> !job.deleted()).map(job -> process(result, job));
  }

  private static Processed process(FetchResult result, JobContext job) {
    CrawlUrl url =
        CrawlUrl.parse(result.url())
            .orElseThrow(
                () -> new IllegalArgumentException("a result for what is no http or https URL"));
    if (!(result.outcome() instanceof Answer answer)) {
      return new Processed(
          result,
          job,
          url,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          new byte[0]);
    }
    byte[] decoded = Bodies.decode(answer, job.request().limits().maxBodyBytes());
    Optional<ParsedPage> parsed = parse(url, answer, decoded);
    List<CrawlUrl> outlinks = parsed.map(ParsedPage::outlinks).orElse(List.of());
    return new Processed(
        result,
        job,
        url,
        Optional.of(Bodies.body(answer, decoded)),
        parsed,
        target(url, answer),
        outlinks.stream().map(link -> Link.of(job, link)).toList(),
        Outlinks.encode(outlinks));
  }

  private static Optional<ParsedPage> parse(CrawlUrl url, Answer answer, byte[] body) {
    boolean good = answer.status() >= 200 && answer.status() < 300;
    return good && HtmlParser.isHtml(answer.contentType(), body)
        ? Optional.of(HtmlParser.parse(url, answer.contentType(), body))
        : Optional.empty();
  }

  private static Optional<CrawlUrl> target(CrawlUrl url, Answer answer) {
    return Processed.isRedirect(Optional.of(answer.status()))
        ? answer.location().flatMap(url::resolve)
        : Optional.empty();
  }
}
