package dev.trawl.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.site.Answer;
import dev.trawl.site.GroundTruth;
import dev.trawl.site.SyntheticWeb;
import dev.trawl.stack.Api;
import dev.trawl.stack.JobRequest;
import dev.trawl.stack.Ports;
import jakarta.json.JsonObject;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One job meets everything that can go wrong on the web; each URL ends with its reason, and the job
 * completes.
 */
@ExtendWith(SharedStack.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileUrlsTest {

  private static final Duration LIMIT = Duration.ofMinutes(4);
  private static final int BODY_LIMIT = 1 << 20;
  private static final String SHIFT_JIS = "/shift-jis-labelled-utf-8";
  private static final String NO_HOST = "http://nosuch.invalid/";
  private static final List<String> ROUTES =
      List.of(
          "/status/404",
          "/status/410",
          "/status/500",
          "/slow?ms=3000",
          "/redirect?n=3",
          "/redirect?n=30",
          "/redirect-loop/a",
          "/redirect-no-location",
          "/garbage",
          "/reset",
          "/truncated",
          "/endless",
          "/big?bytes=2000000",
          "/big?bytes=1000000",
          "/empty",
          "/gzip");

  private final SyntheticWeb web = SyntheticWeb.serve(new SyntheticWeb.Shape(1, 1, 2, 1));
  private final String refused = "http://127.0.0.1:" + Ports.free(1).get(0) + "/";
  private Optional<JsonObject> finished = Optional.empty();
  private Crawled crawled = new Crawled(List.of());

  @BeforeEach
  void crawlOnce(Api api) {
    if (finished.isEmpty()) {
      List<String> links = new ArrayList<>(ROUTES.stream().map(web::url).toList());
      links.addAll(List.of(NO_HOST, refused, web.url(SHIFT_JIS)));
      web.with(SHIFT_JIS, mislabelled());
      web.withLinks("/hostile", links);
      JobRequest request =
          JobRequest.of(web.url("/hostile")).within("any").maxBodyBytes(BODY_LIMIT).connections(4);
      JsonObject job = api.crawl(request, LIMIT);
      finished = Optional.of(job);
      crawled = new Crawled(api.export(job.getString("id")));
    }
  }

  @AfterAll
  void closeWeb() {
    web.close();
  }

  @Test
  void theJobCompletesAndCountsEveryUrl() {
    assertThat(finished.orElseThrow().getString("reason")).isEqualTo("exhausted");
    crawled.assertCountedIn(finished.orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
    "/status/404, 404, 1",
    "/status/410, 410, 1",
    "/status/500, 500, 3",
    "/slow?ms=3000, 200, 1",
    "/redirect?n=3, 302, 1",
    "/redirect?n=0, 200, 1",
    "/big?bytes=1000000, 200, 1",
    "/empty, 200, 1",
    "/gzip, 200, 1",
  })
  void anAnswerIsTheUrlsStatusAfterSoManyAttempts(String path, int status, int requests) {
    assertThat(Crawled.status(crawled.line(web.url(path)))).isEqualTo(status);
    assertThat(web.log().requestsByUrl()).containsEntry(web.url(path), requests);
  }

  @Test
  void aHostThatDoesNotResolveIsNamedSo() {
    JsonObject line = crawled.line(NO_HOST);
    assertThat(line.isNull("status")).isTrue();
    assertThat(line.toString()).contains("dns");
  }

  @Test
  void aPortWhereNobodyListensIsNamedSo() {
    JsonObject line = crawled.line(refused);
    assertThat(line.isNull("status")).isTrue();
    assertThat(line.toString()).contains("refused");
  }

  @Test
  void bytesThatAreNoHttpAreMalformedAfterOneAttempt() {
    assertThat(error("/garbage")).hasValue("malformed");
    assertThat(crawled.line(web.url("/garbage")).isNull("status")).isTrue();
    assertThat(web.log().requestsByUrl()).containsEntry(web.url("/garbage"), 1);
  }

  @Test
  void aConnectionThatIsResetIsTriedThreeTimes() {
    assertThat(error("/reset")).isPresent();
    assertThat(crawled.line(web.url("/reset")).isNull("status")).isTrue();
    // A reset before any byte, on a connection that was kept alive, may be the server's closing of
    // an idle one:
    // each attempt may then send its request once more on a fresh connection (RFC 9112, section
    // 9.3.1).
    assertThat(web.log().requestsByUrl().get(web.url("/reset"))).isBetween(3, 6);
  }

  @Test
  void aBodyThatBreaksOffIsNotKept() {
    assertThat(error("/truncated")).isPresent();
    assertThat(crawled.line(web.url("/truncated")).isNull("sha256")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/endless", "/big?bytes=2000000"})
  void aBodyOverTheLimitIsTooLargeAfterOneAttempt(String path) {
    assertThat(error(path)).hasValue("too-large");
    assertThat(crawled.line(web.url(path)).isNull("bytes")).isTrue();
    assertThat(crawled.line(web.url(path)).isNull("sha256")).isTrue();
    assertThat(web.log().requestsByUrl()).containsEntry(web.url(path), 1);
  }

  @Test
  void aRedirectLoopEndsAsOne() {
    List<Optional<String>> errors = List.of(error("/redirect-loop/a"), error("/redirect-loop/b"));
    assertThat(errors).containsOnlyOnce(Optional.of("redirect-loop"));
    assertThat(web.log().requestsByUrl())
        .containsEntry(web.url("/redirect-loop/a"), 1)
        .containsEntry(web.url("/redirect-loop/b"), 1);
  }

  @Test
  void aChainOfMoreThanTenRedirectsIsCutOff() {
    List<Integer> reached =
        IntStream.rangeClosed(0, 30)
            .filter(n -> web.log().requestsByUrl().containsKey(web.url("/redirect?n=" + n)))
            .boxed()
            .toList();
    // The chain of three, and of the long one the first URL with ten hops after it.
    assertThat(reached).isEqualTo(List.of(0, 1, 2, 3, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30));
    assertThat(error("/redirect?n=20")).hasValue("too-many-redirects");
    assertThat(error("/redirect?n=21")).isEmpty();
  }

  @Test
  void aRedirectThatDoesNotSayWhereToIsAnError() {
    assertThat(error("/redirect-no-location")).hasValue("redirect-without-location");
    assertThat(Crawled.status(crawled.line(web.url("/redirect-no-location")))).isEqualTo(302);
  }

  @Test
  void bytesAndDigestAreOfTheDecodedBody() {
    JsonObject line = crawled.line(web.url("/gzip"));
    assertThat(line.getInt("bytes")).isEqualTo(SyntheticWeb.zippedPage().length);
    assertThat(line.getString("sha256")).isEqualTo(GroundTruth.sha256(SyntheticWeb.zippedPage()));
    assertThat(line.getString("title")).isEqualTo("Zipped");
  }

  @Test
  void aTitleIsReadUnderAWrongLabel() {
    JsonObject line = crawled.line(web.url(SHIFT_JIS));
    assertThat(line.getString("title")).isEqualTo("東京の天気予報");
    assertThat(line.getString("charset")).isEqualTo("shift_jis");
  }

  private static Answer mislabelled() {
    String html = "<title>東京の天気予報</title><p>明日の東京は朝から晴れますが、午後は雨が降るでしょう。";
    return Answer.Reply.of(
        200, "text/html; charset=utf-8", html.getBytes(Charset.forName("Shift_JIS")));
  }

  private Optional<String> error(String path) {
    return Crawled.text(crawled.line(web.url(path)), "error");
  }
}
