package dev.trawl.rest;

import static dev.trawl.message.Jsons.number;
import static dev.trawl.message.Jsons.text;

import dev.trawl.message.Jsons;
import dev.trawl.page.SitemapView;
import dev.trawl.page.SitemapView.End;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Optional;

/** A sitemap as JSON, every field always there. */
final class SitemapJson {
  private SitemapJson() {}

  static JsonObject of(SitemapView sitemap) {
    JsonObjectBuilder json =
        Jsons.createObjectBuilder()
            .add("id", sitemap.id().toString())
            .add("url", sitemap.url())
            .add("state", sitemap.state());
    text(json, "outcome", sitemap.outcome());
    text(json, "rule", sitemap.rule());
    json.add("source", sitemap.source());
    text(json, "referrer", sitemap.referrer());
    json.add("level", sitemap.level());
    Optional<End> end = sitemap.end();
    number(json, "status", end.flatMap(End::status));
    text(json, "error", end.flatMap(End::error));
    text(json, "detail", sitemap.detail());
    text(json, "location", end.flatMap(End::location));
    end.ifPresentOrElse(found -> json.add("index", found.index()), () -> json.addNull("index"));
    number(json, "urls", end.map(End::urls));
    number(json, "refused", end.map(End::refused));
    text(json, "fetchedAt", end.map(found -> found.fetchedAt().toString()));
    number(json, "durationMs", end.map(End::durationMs));
    text(json, "node", end.map(End::node));
    return json.build();
  }
}
