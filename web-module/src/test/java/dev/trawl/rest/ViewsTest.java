package dev.trawl.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trawl.job.InvalidRequestException;
import dev.trawl.job.InvalidRequestException.FieldError;
import dev.trawl.message.HeaderLines;
import dev.trawl.page.Inlink;
import dev.trawl.page.PageDetails;
import dev.trawl.page.PageView;
import jakarta.ejb.EJBException;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What goes out: pages, errors; and what comes in: bodies, ids. */
class ViewsTest {
  private static final UUID ID = UUID.fromString("00000007-781b-804e-89bd-049cdfacaec4");

  private static JsonObject json(Response response) {
    assertThat(response.getMediaType()).hasToString("application/problem+json");
    try (var reader = Json.createReader(new StringReader((String) response.getEntity()))) {
      return reader.readObject();
    }
  }

  private static Response answerTo(Exception error) {
    return new ProblemMapper().toResponse(error);
  }

  private static PageView failed() {
    return new PageView(
        ID,
        new UUID(1, 1),
        "http://a.example/",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        3,
        Optional.empty(),
        Instant.parse("2026-01-02T03:04:05Z"),
        17,
        "n1",
        Optional.of("dns"),
        Optional.empty(),
        Optional.empty(),
        new byte[0],
        0);
  }

  @Test
  void aPageAloneHasMore() {
    PageDetails details =
        new PageDetails(
            failed(),
            Optional.of("HTTP/2"),
            List.of(new HeaderLines.Field("ETag", "\"1\"")),
            List.of(new PageDetails.Redirect(ID, "http://a.example/1", 301)),
            Optional.of("http://a.example/"),
            Optional.empty(),
            List.of(ID));
    JsonObject json = PageJson.of(details);
    assertThat(json).containsAllEntriesOf(PageJson.of(failed()));
    assertThat(json.getString("protocol")).isEqualTo("HTTP/2");
    assertThat(json.getJsonArray("headers").getJsonObject(0))
        .hasToString("{\"name\":\"ETag\",\"value\":\"\\\"1\\\"\"}");
    assertThat(json.getJsonArray("redirects").getJsonObject(0))
        .hasToString("{\"url\":\"http://a.example/1\",\"status\":301,\"id\":\"" + ID + "\"}");
    assertThat(json.getString("canonical")).isEqualTo("http://a.example/");
    assertThat(json.get("duplicateOf")).isEqualTo(JsonValue.NULL);
    assertThat(json.getJsonArray("similarTo").getString(0)).isEqualTo(ID.toString());
  }

  @Test
  void aPageHasEveryFieldAlsoWithoutAnAnswer() {
    JsonObject json = PageJson.of(failed());
    assertThat(json.keySet())
        .containsExactly(
            "id",
            "jobId",
            "url",
            "status",
            "contentType",
            "charset",
            "bytes",
            "sha256",
            "title",
            "lang",
            "depth",
            "referrer",
            "fetchedAt",
            "durationMs",
            "node",
            "error",
            "detail",
            "location",
            "outlinks",
            "outlinksDropped");
    assertThat(json.get("status")).isEqualTo(JsonValue.NULL);
    assertThat(json.get("bytes")).isEqualTo(JsonValue.NULL);
    assertThat(json.getString("error")).isEqualTo("dns");
    assertThat(json.getJsonArray("outlinks")).isEmpty();
  }

  @Test
  void aPageThatLeadsToAnotherHasEveryField() {
    Inlink failed = new Inlink(ID, "http://a.example/1", Optional.empty(), Optional.empty());
    assertThat(PageJson.of(failed))
        .hasToString(
            "{\"id\":\""
                + ID
                + "\",\"url\":\"http://a.example/1\",\"title\":null,\"status\":null}");
  }

  @Test
  void aRefusedRequestNamesEveryField() {
    InvalidRequestException refused =
        new InvalidRequestException(
            List.of(new FieldError("seeds[3]", "no"), new FieldError("name", "no")));
    Response response = answerTo(new EJBException(refused));
    assertThat(response.getStatus()).isEqualTo(400);
    assertThat(json(response).getJsonArray("errors").getValuesAs(JsonObject.class))
        .extracting(error -> error.getString("field"))
        .containsExactly("seeds[3]", "name");
  }

  @Test
  void aDatabaseThatIsAwayIsSaidToBeAway() {
    Response response = answerTo(new EJBException(new SQLException("gone", "57P01")));
    assertThat(response.getStatus()).isEqualTo(503);
    assertThat(response.getHeaderString("Retry-After")).isEqualTo("5");
  }

  @Test
  void anErrorOfOursTellsNothingToTheOutside() {
    Response response = answerTo(new IllegalStateException("secret detail"));
    assertThat(response.getStatus()).isEqualTo(500);
    assertThat(json(response).toString()).doesNotContain("secret");
  }

  @Test
  void anErrorOfTheProtocolIsAProblemDocumentToo() {
    Response response = answerTo(new NotAllowedException("GET", new String[] {"HEAD"}));
    assertThat(response.getStatus()).isEqualTo(405);
    assertThat(response.getHeaderString("Allow")).contains("GET");
    assertThat(json(response).getInt("status")).isEqualTo(405);
  }

  @Test
  void whatIsNoUuidIsTheIdOfNothing() {
    assertThat(Ids.parse(ID.toString())).contains(ID);
    assertThat(Ids.parse(ID.toString().toUpperCase(java.util.Locale.ROOT))).contains(ID);
    for (String wrong : new String[] {"", "1-1-1-1-1", "x", ID + "0", ID + " "}) {
      assertThat(Ids.parse(wrong)).as(wrong).isEmpty();
    }
  }

  @Test
  void aBodyIsUtf8AndAtMostEightMebibytes() throws IOException {
    assertThat(RequestBody.read(new ByteArrayInputStream("ä".getBytes(UTF_8)))).isEqualTo("ä");
    assertThat(RequestBody.read(new ByteArrayInputStream(new byte[8 << 20]))).hasSize(8 << 20);
    assertThat(statusFor(new byte[(8 << 20) + 1])).isEqualTo(413);
    assertThat(statusFor(new byte[] {(byte) 0xff})).isEqualTo(400);
  }

  private static int statusFor(byte[] body) {
    ProblemException refused =
        catchThrowableOfType(
            ProblemException.class, () -> RequestBody.read(new ByteArrayInputStream(body)));
    assertThat(refused).isNotNull();
    return refused.getResponse().getStatus();
  }
}
