package dev.trawl.rest;

import static dev.trawl.message.Jsons.number;
import static dev.trawl.message.Jsons.text;

import dev.trawl.document.DocumentView;
import dev.trawl.message.HeaderLines;
import dev.trawl.message.Jsons;
import dev.trawl.page.Inlink;
import dev.trawl.page.PageDetails;
import dev.trawl.page.PageView;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.UUID;

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
    return json.add("outlinks", outlinks).add("outlinksDropped", page.outlinksDropped()).build();
  }

  /** With what is shown only of one page at a time. */
  static JsonObject of(PageDetails details) {
    JsonArrayBuilder headers = Jsons.createArrayBuilder();
    for (HeaderLines.Field field : details.headers()) {
      headers.add(
          Jsons.createObjectBuilder().add("name", field.name()).add("value", field.value()));
    }
    JsonArrayBuilder redirects = Jsons.createArrayBuilder();
    for (PageDetails.Redirect hop : details.redirects()) {
      redirects.add(
          Jsons.createObjectBuilder()
              .add("url", hop.url())
              .add("status", hop.status())
              .add("id", hop.id().toString()));
    }
    JsonArrayBuilder similar = Jsons.createArrayBuilder();
    details.similarTo().forEach(id -> similar.add(id.toString()));
    JsonObjectBuilder json = Jsons.createObjectBuilder();
    of(details.page()).forEach(json::add);
    text(json, "protocol", details.protocol());
    json.add("headers", headers).add("redirects", redirects);
    text(json, "canonical", details.canonical());
    text(json, "duplicateOf", details.duplicateOf().map(UUID::toString));
    return json.add("similarTo", similar).build();
  }

  /** The same of a page that is a document. */
  static JsonObject with(DocumentView document, JsonObject page) {
    JsonObjectBuilder json = Jsons.createObjectBuilder();
    text(json, "title", document.title());
    text(json, "author", document.author());
    number(json, "pages", document.pages());
    number(json, "characters", document.characters());
    json.add("cut", document.cut());
    text(json, "error", document.error());
    text(json, "detail", document.detail());
    json.add("extractedAt", document.extractedAt().toString());
    JsonObjectBuilder whole = Jsons.createObjectBuilder();
    page.forEach(whole::add);
    return whole.add("document", json).build();
  }

  static JsonObject of(Inlink inlink) {
    JsonObjectBuilder json =
        Jsons.createObjectBuilder().add("id", inlink.id().toString()).add("url", inlink.url());
    text(json, "title", inlink.title());
    number(json, "status", inlink.status());
    return json.build();
  }
}
