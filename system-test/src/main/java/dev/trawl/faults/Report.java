package dev.trawl.faults;

import dev.trawl.site.SetComparison;
import dev.trawl.site.SiteProcess;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/**
 * What came of one crawl.
 *
 * @param pages that there are
 * @param seconds from submitting to the last check
 * @param wrong extra pages, and pages with another status, body, depth or type
 * @param requests for pages, in the site's own log
 * @param problems whatever is not as it must be, in words; empty if all is well
 */
record Report(
    long seed,
    int number,
    Plan.Site site,
    long pages,
    double seconds,
    long lost,
    long twice,
    long wrong,
    long requests,
    long repeated,
    List<String> problems,
    List<Injection> injections) {

  Report {
    problems = List.copyOf(problems);
    injections = List.copyOf(injections);
  }

  static Report of(
      long seed,
      Plan plan,
      double seconds,
      SetComparison.Verdict verdict,
      SiteProcess.Counts counts,
      List<String> problems,
      List<Injection> injections) {
    return new Report(
        seed,
        plan.number(),
        plan.site(),
        verdict.found() - verdict.twice() - verdict.extra() + verdict.lost(),
        seconds,
        verdict.lost(),
        verdict.twice(),
        verdict.wrong() + verdict.extra(),
        counts.requests(),
        counts.repeated(),
        problems,
        injections);
  }

  /** Of a crawl that could not be brought to an end. */
  static Report ofFailure(long seed, Plan plan, RuntimeException e) {
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    return new Report(
        seed,
        plan.number(),
        plan.site(),
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        List.of(trace.toString()),
        List.of());
  }

  boolean good() {
    return problems.isEmpty();
  }

  double repeatedShare() {
    return pages == 0 ? 0 : (double) repeated / pages;
  }

  JsonObject json() {
    JsonArrayBuilder words = Json.createArrayBuilder();
    problems.forEach(words::add);
    JsonArrayBuilder faults = Json.createArrayBuilder();
    injections.forEach(injection -> faults.add(injection.json()));
    return Json.createObjectBuilder()
        .add("seed", seed)
        .add("crawl", number)
        .add("site", site.name())
        .add("pages", pages)
        .add("seconds", Math.round(seconds))
        .add("lost", lost)
        .add("twice", twice)
        .add("wrong", wrong)
        .add("requests", requests)
        .add("repeated", repeated)
        .add("problems", words)
        .add("faults", faults)
        .build();
  }

  static Report of(JsonObject json) {
    return new Report(
        json.getJsonNumber("seed").longValue(),
        json.getInt("crawl"),
        Plan.Site.valueOf(json.getString("site")),
        json.getJsonNumber("pages").longValue(),
        json.getJsonNumber("seconds").doubleValue(),
        json.getJsonNumber("lost").longValue(),
        json.getJsonNumber("twice").longValue(),
        json.getJsonNumber("wrong").longValue(),
        json.getJsonNumber("requests").longValue(),
        json.getJsonNumber("repeated").longValue(),
        json.getJsonArray("problems").getValuesAs(JsonString::getString),
        json.getJsonArray("faults").getValuesAs(JsonObject.class).stream()
            .map(Injection::of)
            .toList());
  }
}
