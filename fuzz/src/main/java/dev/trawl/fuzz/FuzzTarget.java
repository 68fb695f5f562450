package dev.trawl.fuzz;

import dev.trawl.cookie.CookieFuzz;
import dev.trawl.http.AnswerFuzz;
import dev.trawl.http.CidrFuzz;
import dev.trawl.http.CodingFuzz;
import dev.trawl.http.Http2Fuzz;
import dev.trawl.http.RetryAfterFuzz;
import dev.trawl.job.JobFuzz;
import dev.trawl.message.ResultFuzz;
import dev.trawl.message.TaskFuzz;
import dev.trawl.parse.HtmlFuzz;
import dev.trawl.parse.RobotsTagFuzz;
import dev.trawl.robots.RobotsFuzz;
import dev.trawl.robots.RuleFuzz;
import dev.trawl.sitemap.SitemapFuzz;
import dev.trawl.url.UrlFuzz;
import java.util.Locale;

/** What is fuzzed. */
@SuppressWarnings("ImmutableEnumChecker") // references to static methods have no state
enum FuzzTarget {
  ROBOTS(RobotsFuzz::fuzzerTestOneInput, "crawlercommons.robots.**"),
  ROBOTS_RULE(RuleFuzz::fuzzerTestOneInput),
  ROBOTS_TAG(RobotsTagFuzz::fuzzerTestOneInput),
  SITEMAP(SitemapFuzz::fuzzerTestOneInput),
  HTML(HtmlFuzz::fuzzerTestOneInput),
  URL(UrlFuzz::fuzzerTestOneInput),
  ANSWER(AnswerFuzz::fuzzerTestOneInput, "org.apache.hc.core5.http.**"),
  HTTP2(Http2Fuzz::fuzzerTestOneInput, "org.apache.hc.core5.http2.**"),
  CODING(CodingFuzz::fuzzerTestOneInput),
  RETRY_AFTER(RetryAfterFuzz::fuzzerTestOneInput),
  COOKIE(CookieFuzz::fuzzerTestOneInput, "org.apache.hc.client5.http.impl.cookie.**"),
  CIDR(CidrFuzz::fuzzerTestOneInput),
  JOB(JobFuzz::fuzzerTestOneInput, "org.eclipse.parsson.**"),
  TASK(TaskFuzz::fuzzerTestOneInput, "org.eclipse.parsson.**"),
  RESULT(ResultFuzz::fuzzerTestOneInput);

  /** What a class does with an input, as the fuzzer and the test call it. */
  @FunctionalInterface
  interface Method {
    void test(byte[] input) throws Exception;
  }

  private final Method method;
  private final String instrumented;

  FuzzTarget(Method method) {
    this.method = method;
    this.instrumented = "dev.trawl.**";
  }

  FuzzTarget(Method method, String library) {
    this.method = method;
    this.instrumented = "dev.trawl.**:" + library;
  }

  /** On the command line, and of its folders. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whose branches the fuzzer is to see: ours, and of libraries those that read the input. */
  String instrumented() {
    return instrumented;
  }

  /** Throws whatever the target finds. */
  void test(byte[] input) throws Exception {
    method.test(input);
  }
}
