package dev.trawl.systemtest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.site.Answer;
import dev.trawl.site.GroundTruth;
import dev.trawl.site.SyntheticWeb;
import dev.trawl.stack.Api;
import dev.trawl.stack.JobRequest;
import dev.trawl.stack.Wait;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Text of documents, what one that is hostile costs, and what of a site is kept. */
@ExtendWith(SharedStack.class)
class DocumentsTest {
  private static final Duration A_CRAWL = Duration.ofMinutes(1);

  /** Two processes start, and one is ended. */
  private static final Duration AN_EXTRACTION = Duration.ofMinutes(2);

  private static final byte[] PDF = OfficeFiles.pdf("Text of a PDF.");
  private static final byte[] DOCX = OfficeFiles.docx("Text of a D\u00f6cument.");
  private static final String DOCX_TYPE =
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  private static final String XLSX_TYPE =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  private static SyntheticWeb web() {
    SyntheticWeb web = SyntheticWeb.serve(new SyntheticWeb.Shape(20, 1, 4, 5));
    web.with(
        "/start",
        Answer.Reply.html(
            "<a href=/a.pdf>1</a><a href=/same.pdf>2</a><a href=/b.docx>3</a><a href=/bomb.xlsx>4</a>"
                + "<a href=/not.pdf>5</a><a href=/page>6</a>"));
    web.with("/a.pdf", Answer.Reply.of(200, "application/pdf", PDF));
    web.with("/same.pdf", Answer.Reply.of(200, "application/pdf; x=y", PDF));
    web.with("/b.docx", Answer.Reply.of(200, DOCX_TYPE, DOCX));
    web.with("/bomb.xlsx", Answer.Reply.of(200, XLSX_TYPE, OfficeFiles.bomb()));
    web.with(
        "/not.pdf",
        Answer.Reply.of(200, "application/pdf", "<!DOCTYPE html><p>no".getBytes(UTF_8)));
    web.with("/page", Answer.Reply.html("<title>page</title><p>A page."));
    return web;
  }

  private static Map<String, JsonObject> byPath(Api api, JsonObject job) {
    return api.export(job.getString("id")).stream()
        .collect(
            Collectors.toMap(
                line -> line.getString("url").replaceFirst("^http://[^/]*", ""),
                Function.identity()));
  }

  private static String path(Map<String, JsonObject> pages, String path) {
    return "/api/pages/" + Objects.requireNonNull(pages.get(path)).getString("id");
  }

  private static JsonObject document(Api api, Map<String, JsonObject> pages, String path) {
    return Wait.until(
        "text was taken from " + path,
        AN_EXTRACTION,
        () ->
            Optional.ofNullable(
                Api.parse(api.get(path(pages, path)).body()).getJsonObject("document")));
  }

  @Test
  void textIsFoundByRestAndAHostileFileCostsNobodyElseAnything(Api api) {
    try (SyntheticWeb web = web()) {
      JsonObject job =
          api.crawl(JobRequest.of(web.url("/start")).keep("text/html").text(), A_CRAWL);
      assertThat(job.getJsonObject("counters").getInt("fetched")).isEqualTo(7);
      Map<String, JsonObject> pages = byPath(api, job);

      for (String path : List.of("/a.pdf", "/same.pdf")) {
        JsonObject document = document(api, pages, path);
        assertThat(document.isNull("error")).as(document.toString()).isTrue();
        assertThat(document.getString("title")).isEqualTo("A title");
        assertThat(document.getInt("pages")).isEqualTo(1);
        assertThat(api.get(path(pages, path) + "/text").body()).isEqualTo("Text of a PDF.");
      }
      document(api, pages, "/b.docx");
      HttpResponse<String> text = api.get(path(pages, "/b.docx") + "/text");
      assertThat(text.body()).isEqualTo("Text of a D\u00f6cument.");
      assertThat(text.headers().firstValue("Content-Type"))
          .hasValueSatisfying(type -> assertThat(type).containsIgnoringCase("text/plain"));

      for (String path : List.of("/bomb.xlsx", "/not.pdf")) {
        JsonObject document = document(api, pages, path);
        assertThat(document.getString("error")).isEqualTo("extraction-failed");
        assertThat(document.getString("detail")).isNotEmpty();
        assertThat(api.get(path(pages, path) + "/text").statusCode()).isEqualTo(404);
      }
      assertThat(Api.parse(api.get(path(pages, "/page")).body())).doesNotContainKey("document");
      assertThat(api.get(path(pages, "/page") + "/text").body()).isEqualTo("A page.");
      assertKept(api, pages);
    }
  }

  private static void assertKept(Api api, Map<String, JsonObject> pages) {
    assertThat(api.get(path(pages, "/page") + "/content").statusCode()).isEqualTo(200);
    JsonObject pdf = Objects.requireNonNull(pages.get("/a.pdf"));
    assertThat(pdf.getString("sha256")).isEqualTo(GroundTruth.sha256(PDF));
    assertThat(pdf.getInt("bytes")).isEqualTo(PDF.length);
    assertThat(api.get(path(pages, "/a.pdf") + "/content").statusCode()).isEqualTo(404);
  }

  @Test
  void aJobThatSaysNothingKeepsDocumentsAndTakesNoText(Api api) {
    try (SyntheticWeb web = SyntheticWeb.serve(new SyntheticWeb.Shape(2, 1, 2, 6))) {
      byte[] other = OfficeFiles.pdf("Nobody asks for this.");
      web.with("/other.pdf", Answer.Reply.of(200, "application/pdf", other));
      web.withLinks("/start", List.of(web.url("/other.pdf")));
      JsonObject job = api.crawl(JobRequest.of(web.url("/start")), A_CRAWL);
      assertThat(job).doesNotContainKey("content");
      Map<String, JsonObject> pages = byPath(api, job);
      assertThat(api.get(path(pages, "/other.pdf") + "/content").body())
          .contains("Nobody asks for this.");
      assertThat(api.get(path(pages, "/other.pdf") + "/text").statusCode()).isEqualTo(404);
    }
  }
}
