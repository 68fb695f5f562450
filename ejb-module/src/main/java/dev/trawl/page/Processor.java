package dev.trawl.page;

import dev.trawl.body.BodyStore;
import dev.trawl.config.TrawlConfig;
import dev.trawl.frontier.JobContext;
import dev.trawl.frontier.RecentJobs;
import dev.trawl.message.FetchOutcome.Answer;
import dev.trawl.message.FetchResult;
import dev.trawl.metrics.Meters;
import dev.trawl.parse.ParsedPage;
import dev.trawl.parse.RobotsTags;
import dev.trawl.sitemap.SitemapParser;
import dev.trawl.sitemap.SitemapResult;
import dev.trawl.url.CrawlUrl;
import dev.trawl.url.UrlId;
import dev.trawl.url.Where;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Does with a result what needs no transaction: decode, digest, parse, judge the links. */
@ApplicationScoped
class Processor {
  private static final Logger LOG = System.getLogger(Processor.class.getName());

  @Inject RecentJobs jobs;
  @Inject BodyStore bodies;

  /**
   * The result with what it holds; empty if its job is gone.
   *
   * @throws IllegalArgumentException if the result breaks the contract
   */
  Optional<Processed> process(FetchResult result) {
    Optional<JobContext> wanted = jobs.find(result.jobId()).filter(job -> !job.deleted());
    long begin = System.nanoTime();
    Optional<Processed> processed = wanted.map(job -> process(result, job, bodies));
    Meters.PROCESS.noteSince(begin);
    return processed;
  }

  static Processed process(FetchResult result, JobContext job, BodyStore bodies) {
    CrawlUrl url =
        CrawlUrl.parse(result.url())
            .orElseThrow(
                () -> new IllegalArgumentException("a result for what is no http or https URL"));
    if (!(result.outcome() instanceof Answer answer)) {
      return Processed.withoutAnswer(result, job, url);
    }
    boolean sitemap =
        job.request().sitemaps().isOn() && UrlId.ofSitemap(job.num(), url).equals(result.urlId());
    Decoded decoded =
        Decoded.of(
            answer, sitemap ? SitemapParser.MOST_BYTES : job.request().limits().maxBodyBytes());
    Optional<PageBody> body = Optional.of(decoded.body());
    Optional<CrawlUrl> target = target(url, answer);
    RobotsTags header =
        job.request().politeness().obeyTags()
            ? RobotsTags.ofHeaders(answer.robotsTags(), TrawlConfig.ROBOTS_TOKEN)
            : RobotsTags.NONE;
    try {
      Parsing parsing = new Parsing(url, answer, decoded, bodies);
      return new Processed(
          result,
          job,
          url,
          body,
          target,
          sitemap ? sitemap(parsing, answer, job) : parse(parsing, answer, job, header));
    } catch (RuntimeException | StackOverflowError e) {
      // The page is kept and its line says what went wrong: a hostile page must not come back for
      // ever.
      LOG.log(Level.WARNING, "a page could not be parsed" + Where.of(job.id(), url.toString()), e);
      return new Processed(result, job, url, body, target, Parsed.failed(e, header));
    }
  }

  private static Parsed sitemap(Parsing parsing, Answer answer, JobContext job) {
    if (answer.status() < 200 || answer.status() >= 300) {
      return Parsed.nothing(RobotsTags.NONE);
    }
    SitemapResult read = parsing.sitemap();
    List<Link> links =
        read instanceof SitemapResult.Urls pages
            ? pages.urls().stream().map(page -> Link.of(job, page, false)).toList()
            : List.of();
    return Parsed.sitemap(read, links);
  }

  private static Parsed parse(Parsing parsing, Answer answer, JobContext job, RobotsTags header) {
    boolean good = answer.status() >= 200 && answer.status() < 300;
    if (!good || !parsing.isHtml()) {
      return Parsed.nothing(header);
    }
    ParsedPage page = parsing.page();
    boolean obeys = job.request().politeness().obeyTags();
    RobotsTags tags = obeys ? header.and(page.tags()) : RobotsTags.NONE;
    Predicate<CrawlUrl> nofollow =
        link -> tags.nofollow() || (obeys && page.nofollow().contains(link));
    return new Parsed(
        Optional.of(page),
        page.outlinks().stream().map(link -> Link.of(job, link, nofollow.test(link))).toList(),
        Outlinks.encode(page.outlinks(), nofollow),
        tags,
        Optional.empty(),
        Optional.empty());
  }

  private static Optional<CrawlUrl> target(CrawlUrl url, Answer answer) {
    return Processed.isRedirect(Optional.of(answer.status()))
        ? answer.location().flatMap(url::resolveField)
        : Optional.empty();
  }
}
