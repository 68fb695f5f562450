package dev.trawl.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.frontier.Candidate;
import dev.trawl.frontier.JobContext;
import dev.trawl.frontier.ShutAreas;
import dev.trawl.job.JobRequest;
import dev.trawl.job.JobRequestReader;
import dev.trawl.job.JobState;
import dev.trawl.scope.Scope;
import dev.trawl.url.CrawlUrl;
import dev.trawl.url.UrlId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where links and redirects lead to, once the job's parameters are dropped. */
class LinkTest {
  private static final JobContext JOB = job("{}");

  private static JobContext job(String scope) {
    JobRequest request =
        JobRequestReader.read(
            "{\"seeds\": [\"http://a.example/?gclid=1\"], \"scope\": " + scope + "}");
    return new JobContext(
        1,
        new UUID(0, 1),
        JobState.RUNNING,
        false,
        request,
        Scope.of(request.scope(), request.seeds(), List.of()),
        0,
        ShutAreas.NONE,
        Optional.empty());
  }

  private static CrawlUrl url(String path) {
    return CrawlUrl.parse("http://a.example" + path).orElseThrow();
  }

  private static Link link(JobContext job, String path) {
    return Link.of(job, url(path), false);
  }

  private static String redirect(String from, String to) {
    return Link.ofRedirect(JOB, url(from), url(to)).url().requestTarget();
  }

  @Test
  void linksThatDifferByADroppedParameterLeadToOneUrl() {
    assertThat(link(JOB, "/x?utm_source=a"))
        .isEqualTo(link(JOB, "/x?utm_source=b"))
        .isEqualTo(link(JOB, "/x"));
    assertThat(link(JOB, "/x?gclid=1&y").id()).isEqualTo(UrlId.of(1, url("/x?y")));
  }

  /** Both were fetched: the seed as it was given, and what links led to. */
  @Test
  void aLinkToASeedLeadsToTheSeedWhateverParametersEitherHas() {
    JobContext job = job("{\"exclude\": [\".\"]}");
    UUID seed = UrlId.of(1, job.request().seeds().get(0));
    for (String path : List.of("/", "/?gclid=1", "/?gclid=2&utm_source=x")) {
      assertThat(link(job, path).id()).isEqualTo(seed);
      assertThat(link(job, path).rule()).as("no rule keeps a seed out").isEmpty();
    }
  }

  @Test
  void aJobMayDropOtherParametersOrNone() {
    assertThat(link(job("{\"dropParameters\": []}"), "/x?gclid=1").url())
        .isEqualTo(url("/x?gclid=1"));
    assertThat(link(job("{\"dropParameters\": [\"sort\"]}"), "/x?gclid=1&sort=up").url())
        .isEqualTo(url("/x?gclid=1"));
  }

  @Test
  void whatIsLeftIsJudged() {
    assertThat(link(job("{\"exclude\": [\"gclid\"]}"), "/x?gclid=1").rule()).isEmpty();
    assertThat(link(job("{\"exclude\": [\"/x$\"]}"), "/x?gclid=1").rule()).contains("exclude");
    assertThat(link(JOB, "/a/a/a/a;jsessionid=1").rule()).contains("repeatedSegments");
    assertThat(link(job("{\"traps\": \"ignore\"}"), "/a/a/a/a").rule()).isEmpty();
    assertThat(link(job("{\"excludeTypes\": [\"pdf\"]}"), "/a.pdf").rule()).contains("fileTypes");
  }

  @Test
  void aLinkNotToBeFollowedStaysOne() {
    assertThat(Link.of(JOB, url("/x?gclid=1"), true).rule()).contains(Candidate.NOFOLLOW);
  }

  @ParameterizedTest
  @CsvSource({
    "/x, /y?gclid=1, /y",
    "/x?gclid=1, /y, /y",
    "/x?gclid=1, /x, /x",
    "/x, /x;jsessionid=1, /x;jsessionid=1",
    "/x?gclid=1, /x?gclid=2, /x?gclid=2",
    "/x;jsessionid=1, /x;jsessionid=2, /x;jsessionid=2",
    "/x, /x?y&gclid=1, /x?y",
  })
  void aRedirectIsFollowedAsALinkUnlessThatLeadsBack(String from, String location, String to) {
    assertThat(redirect(from, location)).isEqualTo(to);
  }
}
