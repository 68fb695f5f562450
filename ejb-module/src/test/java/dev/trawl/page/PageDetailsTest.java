package dev.trawl.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.frontier.JobContext;
import dev.trawl.message.HeaderLines;
import dev.trawl.message.HeaderLines.Field;
import dev.trawl.page.PageDetails.Redirect;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is shown of one page alone: header fields, the way to it, and what it is a copy of. */
@Timeout(60)
class PageDetailsTest extends OnPages {
  PageDetailsTest() throws SQLException {
    super();
  }

  private PageDetails page(String path) {
    return pages.find(id(path)).orElseThrow();
  }

  private void settle(String path, int status, String headers, String body) {
    settle(job, path, status, HTML, Optional.empty(), HeaderLines.of(headers), body);
  }

  private void page(JobContext of, String path, String body, String contentType) {
    store(of, path, 200, Optional.of(contentType), Optional.empty(), body);
  }

  private void redirect(String path, int status, String location) {
    settle(job, path, status, HTML, Optional.of(location), HeaderLines.NONE, "moved");
  }

  private static String text(String changed) {
    return IntStream.range(0, 600)
        .mapToObj(i -> i == 300 ? changed : "word" + i)
        .collect(Collectors.joining(" ", "<p>", ""));
  }

  @Test
  void headerFieldsAreShownInTheirOrder() {
    open(job, "/");
    settle("/", 200, "Server: x\nSet-Cookie: a\nETag: \"1\"", "");
    assertThat(page("/").headers())
        .containsExactly(new Field("Server", "x"), new Field("ETag", "\"1\""));
    assertThat(page("/").page().url()).isEqualTo(HOST + "/");
    assertThat(pages.find(new UUID(0, 0))).isEmpty();
  }

  @Test
  void theVersionOfHttpIsThatOfTheAnswer() {
    page("/1", "one");
    assertThat(page("/1").protocol()).contains("HTTP/1.1");
    fail("/2");
    assertThat(page("/2").protocol()).isEmpty();
  }

  @Test
  void theRedirectsThatLedToAPageAreShownAndNotWhatLinkedToThem() {
    open(job, "/");
    settle("/", 200, "", "<a href=/1>1</a>");
    redirect("/1", 301, "/2");
    redirect("/2", 302, "/3");
    settle("/3", 200, "", "the end");
    assertThat(page("/3").redirects())
        .containsExactly(
            new Redirect(id("/1"), HOST + "/1", 301), new Redirect(id("/2"), HOST + "/2", 302));
    assertThat(page("/2").redirects()).containsExactly(new Redirect(id("/1"), HOST + "/1", 301));
    assertThat(page("/1").redirects()).isEmpty();
    assertThat(page("/").redirects()).isEmpty();
  }

  @Test
  void theBytesOfALocationAreThoseOfTheUrl() {
    open(job, "/");
    redirect("/", 301, "/stra\u00C3\u009Fe");
    assertThat(page("/").page().location()).contains(HOST + "/stra%C3%9Fe");
    assertThat(pages.find(id("/stra%C3%9Fe"))).isEmpty();
    settle("/stra%C3%9Fe", 200, "", "the end");
    assertThat(page("/stra%C3%9Fe").redirects())
        .containsExactly(new Redirect(id("/"), HOST + "/", 301));
  }

  @Test
  void theFieldRefreshIsALinkOfThePage() {
    open(job, "/");
    settle("/", 200, "Refresh: 5; url=\u00C3\u009F", "<base href=/x/><a href=1>1</a>");
    assertThat(page("/").page().outlinks()).containsExactly(HOST + "/x/1", HOST + "/%C3%9F");
    settle("/%C3%9F", 200, "Refresh: 5", "<a href=1>1</a>");
    assertThat(page("/%C3%9F").page().outlinks()).containsExactly(HOST + "/1");
  }

  @Test
  void anExactDuplicateNamesTheFirstPageOfItsJob() {
    JobContext other = crawl.job();
    page(other, "/0", "the same");
    page(job, "/1", "the same");
    page(job, "/2", "the same");
    page(job, "/3", "something else");
    assertThat(page("/1").duplicateOf()).isEmpty();
    assertThat(page("/2").duplicateOf()).contains(id("/1"));
    assertThat(page("/3").duplicateOf()).isEmpty();
  }

  @Test
  void bodiesThatAreNotKeptAreDuplicatesToo() {
    JobContext none =
        crawl.job("{\"seeds\": [\"http://a.example/\"], \"content\": {\"keep\": []}}");
    page(job, "/0", "the same");
    page(none, "/1", "the same");
    page(none, "/2", "the same");
    page(none, "/3", "something else");
    assertThat(duplicateOf(none, "/1")).isEmpty();
    assertThat(duplicateOf(none, "/2")).contains(id(none, "/1"));
    assertThat(duplicateOf(none, "/3")).isEmpty();
  }

  /** Of two types of which the job keeps one. */
  @Test
  void aBodyThatIsKeptAndOneThatIsNotAreDuplicates() {
    JobContext pdf =
        crawl.job(
            "{\"seeds\": [\"http://a.example/\"], \"content\": {\"keep\": [\"application/pdf\"]}}");
    page(pdf, "/1", "the same");
    page(pdf, "/2", "the same", "application/pdf");
    page(pdf, "/3", "the same");
    page(pdf, "/4", "another", "application/pdf");
    page(pdf, "/5", "another");
    assertThat(duplicateOf(pdf, "/2")).contains(id(pdf, "/1"));
    assertThat(duplicateOf(pdf, "/3")).contains(id(pdf, "/1"));
    assertThat(duplicateOf(pdf, "/5")).contains(id(pdf, "/4"));
  }

  private Optional<UUID> duplicateOf(JobContext of, String path) {
    return pages.find(id(of, path)).orElseThrow().duplicateOf();
  }

  @Test
  void pagesWithoutABodyAreNoDuplicates() {
    page(job, "/1", "");
    page(job, "/2", "");
    assertThat(page("/2").duplicateOf()).isEmpty();
  }

  @Test
  void nearDuplicatesOfTheJobAreShownTheMostSimilarFirst() {
    JobContext other = crawl.job();
    page(other, "/0", text("x"));
    page(job, "/1", text("another"));
    page(job, "/2", text("x"));
    page(job, "/3", "<title>another title</title>" + text("x"));
    page(job, "/4", text("x").replace("word", "other"));
    assertThat(page("/2").similarTo()).containsExactly(id("/3"), id("/1"));
    assertThat(page("/3").similarTo()).containsExactly(id("/2"), id("/1"));
    assertThat(page("/4").similarTo()).isEmpty();
  }

  @Test
  void theCanonicalUrlIsThePagesOrElseTheAnswers() {
    String field = "Link: <http://b.example/>; rel=preload\nlink: </c>; rel=canonical";
    open(job, "/1");
    settle("/1", 200, field, "<link rel=canonical href=/d>");
    open(job, "/2");
    settle("/2", 200, field, "<p>");
    open(job, "/3");
    settle("/3", 404, field, "<link rel=canonical href=/d>");
    open(job, "/4");
    settle("/4", 200, "Link: </\u00C3\u009F>; rel=canonical", "<p>");
    assertThat(page("/1").canonical()).contains(HOST + "/d");
    assertThat(page("/2").canonical()).contains(HOST + "/c");
    assertThat(page("/3").canonical()).isEmpty();
    assertThat(page("/4").canonical()).contains(HOST + "/%C3%9F");
  }
}
