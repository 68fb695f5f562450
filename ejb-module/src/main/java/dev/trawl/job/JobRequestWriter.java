package dev.trawl.job;

import static dev.trawl.message.Jsons.number;
import static dev.trawl.message.Jsons.text;

import dev.trawl.credential.Credential;
import dev.trawl.message.Jsons;
import dev.trawl.scope.TrapSpec;
import dev.trawl.url.CrawlUrl;
import dev.trawl.url.ParameterFilter;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Locale;

/** Writes a job request as the JSON that would ask for it again, with every default filled in. */
public final class JobRequestWriter {
  private JobRequestWriter() {}

  /** The request as JSON. */
  public static JsonObject write(JobRequest request) {
    JsonObjectBuilder json = Jsons.createObjectBuilder();
    text(json, "name", request.name());
    json.add("seeds", urls(request.seeds()))
        .add("scope", scope(request))
        .add("politeness", politeness(request.politeness()));
    if (!request.content().equals(Content.DEFAULT)) {
      json.add("content", content(request.content()));
    }
    fetch(json, request.fetch());
    request.revisit().ifPresent(job -> json.add(JobRequestReader.REVISIT, job.toString()));
    Sitemaps sitemaps = request.sitemaps();
    return sitemaps.urls().isEmpty()
        ? json.add("sitemaps", sitemaps.ofRobots() ? "robots" : "off").build()
        : json.add("sitemaps", urls(sitemaps.urls())).build();
  }

  private static JsonObjectBuilder scope(JobRequest request) {
    Limits limits = request.limits();
    JsonObjectBuilder json =
        Jsons.createObjectBuilder()
            .add("within", request.scope().within().name().toLowerCase(Locale.ROOT))
            .add("include", array(request.scope().include()))
            .add("exclude", array(request.scope().exclude()))
            .add("maxDepth", request.scope().maxDepth());
    number(json, "maxPages", limits.maxPages());
    text(json, "maxDuration", limits.maxDuration().map(Object::toString));
    number(json, "maxBytes", limits.maxBytes());
    json.add("maxBodyBytes", limits.maxBodyBytes());
    return uncommon(json, request);
  }

  /** What only an uncommon job says: an ordinary one is answered as the contract has it. */
  private static JsonObjectBuilder uncommon(JsonObjectBuilder json, JobRequest request) {
    Limits limits = request.limits();
    limits.maxPagesPerHost().ifPresent(most -> json.add("maxPagesPerHost", most));
    limits.maxPagesPerDirectory().ifPresent(most -> json.add("maxPagesPerDirectory", most));
    if (!request.scope().excludeTypes().isEmpty()) {
      json.add("excludeTypes", array(request.scope().excludeTypes()));
    }
    if (request.scope().traps().equals(TrapSpec.OFF)) {
      json.add("traps", "ignore");
    }
    if (!request.parameters().equals(ParameterFilter.DEFAULT)) {
      json.add("dropParameters", array(request.parameters().names()));
    }
    return json;
  }

  private static JsonObjectBuilder content(Content content) {
    JsonObjectBuilder json = Jsons.createObjectBuilder();
    content.keep().ifPresent(ranges -> json.add("keep", array(ranges)));
    return json.add("text", content.text());
  }

  private static JsonObjectBuilder politeness(Politeness politeness) {
    JsonObjectBuilder json =
        Jsons.createObjectBuilder()
            .add("delay", politeness.delay().toString())
            .add("connectionsPerHost", politeness.connectionsPerHost())
            .add("robots", politeness.obeyRobots() ? "obey" : "ignore");
    // Only where it is asked for: an ordinary job is answered as the contract has it.
    if (!politeness.obeyTags()) {
      json.add("robotsTags", "ignore");
    }
    hours(json, politeness.hours());
    politeness.maxBytesPerSecond().ifPresent(most -> json.add("maxBytesPerSecond", most));
    return json;
  }

  private static void fetch(JsonObjectBuilder json, FetchOptions fetch) {
    if (fetch.equals(FetchOptions.DEFAULT)) {
      return;
    }
    JsonObjectBuilder options = Jsons.createObjectBuilder();
    if (!fetch.times().isDefault()) {
      options.add("times", fetch.times().toJson());
    }
    if (!fetch.headers().isEmpty()) {
      JsonObjectBuilder headers = Jsons.createObjectBuilder();
      fetch.headers().forEach(headers::add);
      options.add("headers", headers);
    }
    if (fetch.cookies()) {
      options.add("cookies", "job");
    }
    if (!fetch.credentials().isEmpty()) {
      options.add(CredentialsReader.CREDENTIALS, credentials(fetch.credentials()));
    }
    json.add("fetch", options);
  }

  private static JsonArrayBuilder credentials(List<Credential> credentials) {
    JsonArrayBuilder array = Jsons.createArrayBuilder();
    for (Credential credential : credentials) {
      array.add(
          Jsons.createObjectBuilder()
              .add(CredentialsReader.ORIGIN, credential.origin())
              .add(CredentialsReader.SCHEME, credential.scheme().wire())
              .add(CredentialsReader.SEALED, credential.sealed()));
    }
    return array;
  }

  private static void hours(JsonObjectBuilder json, Hours hours) {
    if (!hours.windows().isEmpty()) {
      json.add("hours", array(hours.windows().stream().map(Hours.Window::toString).toList()));
    }
    if (!hours.zone().equals(Hours.ALWAYS.zone())) {
      json.add("zone", hours.zone().getId());
    }
  }

  private static JsonArrayBuilder urls(List<CrawlUrl> urls) {
    return array(urls.stream().map(CrawlUrl::toString).toList());
  }

  private static JsonArrayBuilder array(List<String> values) {
    JsonArrayBuilder array = Jsons.createArrayBuilder();
    values.forEach(array::add);
    return array;
  }
}
