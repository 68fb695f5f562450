package dev.trawl.rest;

import static dev.trawl.message.Jsons.number;
import static dev.trawl.message.Jsons.text;

import dev.trawl.message.HeaderLines;
import dev.trawl.message.Jsons;
import dev.trawl.page.PageDetails;
import dev.trawl.page.PageView;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/** A page as JSON, every field always there. */
final class PageJson {
  private PageJson() {}

  static JsonObject of(PageView page) {
    JsonObjectBuilder json =
        Jsons.createObjectBuilder()
            .add("id", page.id().toString())
            .add("jobId", page.jobId().toString())
            .add("url", page.url());
    number(json, "status", page.status());
    text(json, "contentType", page.contentType());
    text(json, "charset", page.charset());
    number(json, "bytes", page.bytes());
    text(json, "sha256", page.sha256());
    text(json, "title", page.title());
    text(json, "lang", page.lang());
    json.add("depth", page.depth());
    text(json, "referrer", page.referrer());
    json.add("fetchedAt", page.fetchedAt().toString())
        .add("durationMs", page.durationMs())
        .add("node", page.node());
    text(json, "error", page.error());
    text(json, "detail", page.detail());
    text(json, "location", page.location());
    JsonArrayBuilder outlinks = Jsons.createArrayBuilder();
    page.outlinks().forEach(outlinks::add);
    return json.add("outlinks", outlinks).build();
  }

  /** With what is shown only of one page at a time. */
  static JsonObject of(PageDetails details) {
    JsonArrayBuilder headers = Jsons.createArrayBuilder();
    for (HeaderLines.Field field : details.headers()) {
      headers.add(
          Jsons.createObjectBuilder().add("name", field.name()).add("value", field.value()));
    }
    JsonObjectBuilder json = Jsons.createObjectBuilder();
    of(details.page()).forEach(json::add);
    return json.add("headers", headers).build();
  }
}
