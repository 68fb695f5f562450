package dev.trawl.job;

import dev.trawl.job.InvalidRequestException.FieldError;
import dev.trawl.message.Jsons;
import dev.trawl.url.CrawlUrl;
import dev.trawl.url.ParameterFilter;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be changed of a job that has not ended: seeds that are added, limits that are raised,
 * politeness, the name. A merge patch (RFC 7396) but for the seeds, which are added to those that
 * are there: null brings back a default, and lifts a limit.
 */
public final class JobPatch {
  private static final String SCOPE = "scope";
  private static final String POLITENESS = "politeness";
  private static final String SEEDS = "seeds";
  private static final String MAX_DEPTH = "maxDepth";
  private static final String MAX_PAGES = "maxPages";
  private static final String PER_HOST = "maxPagesPerHost";
  private static final String PER_DIRECTORY = "maxPagesPerDirectory";

  private final JsonObject json;
  private final List<CrawlUrl> seeds;

  private JobPatch(JsonObject json, List<CrawlUrl> seeds) {
    this.json = json;
    this.seeds = seeds;
  }

  /**
   * Reads a patch. Its values are looked at when it is applied.
   *
   * @throws InvalidRequestException naming every field that cannot be changed, and every seed that
   *     is none
   */
  public static JobPatch read(String text) {
    JsonObject json = JobRequestReader.parse(text);
    List<FieldError> errors = new ArrayList<>();
    Fields root = new Fields(json, "", errors, Set.of("name", SEEDS, SCOPE, POLITENESS));
    root.object(
        SCOPE, Set.of(MAX_PAGES, PER_HOST, PER_DIRECTORY, "maxDuration", "maxBytes", MAX_DEPTH));
    root.object(
        POLITENESS, Set.of("delay", "connectionsPerHost", "hours", "zone", "maxBytesPerSecond"));
    List<CrawlUrl> seeds = JobRequestReader.urls(root, SEEDS, JobRequestReader.MAX_SEEDS);
    if (json.containsKey(SEEDS) && json.isNull(SEEDS)) {
      root.wrong(SEEDS, "must be a list of URLs that are added; none can be taken away");
    }
    refuse(errors);
    return new JobPatch(json, seeds);
  }

  /** The same, its seeds without the parameters that the job drops. */
  public JobPatch without(ParameterFilter parameters) {
    return new JobPatch(json, seeds.stream().map(parameters::apply).distinct().toList());
  }

  /** Seeds that are added; some of them may be there already. */
  public List<CrawlUrl> seeds() {
    return seeds;
  }

  /**
   * The request with what is changed.
   *
   * @param requested URLs that were requested or are about to be, counted against {@code maxPages}
   * @throws InvalidRequestException naming every field whose value is wrong, or would lower a limit
   */
  public JobRequest applyTo(JobRequest request, long requested) {
    List<FieldError> errors = new ArrayList<>();
    JobRequest changed = JobRequestReader.read(merged(request), errors);
    // What is wrong already has its message, and a default in its place.
    refuse(errors);
    limits(request.limits(), changed.limits(), errors);
    noLess(
        MAX_DEPTH,
        Optional.of(request.scope().maxDepth()),
        Optional.of(changed.scope().maxDepth()),
        errors);
    if (object(SCOPE).containsKey(MAX_PAGES)
        && changed.limits().maxPages().filter(most -> most < requested).isPresent()
        && errors.isEmpty()) {
      wrong(MAX_PAGES, "must not be less than the " + requested + " URLs requested so far", errors);
    }
    refuse(errors);
    return changed;
  }

  private static void limits(Limits before, Limits after, List<FieldError> errors) {
    noLess(MAX_PAGES, before.maxPages(), after.maxPages(), errors);
    noLess(PER_HOST, before.maxPagesPerHost(), after.maxPagesPerHost(), errors);
    noLess(PER_DIRECTORY, before.maxPagesPerDirectory(), after.maxPagesPerDirectory(), errors);
    noLess("maxDuration", before.maxDuration(), after.maxDuration(), errors);
    noLess("maxBytes", before.maxBytes(), after.maxBytes(), errors);
  }

  /** What was done by a limit stays done, so it can only be raised. */
  private static <T extends Comparable<T>> void noLess(
      String field, Optional<T> before, Optional<T> after, List<FieldError> errors) {
    if (after.isPresent() && before.isEmpty()) {
      wrong(field, "cannot be set any more, since the job has no such limit", errors);
    } else if (after.isPresent() && after.get().compareTo(before.get()) < 0) {
      wrong(field, "can only be raised, from " + before.get() + ", or lifted by null", errors);
    }
  }

  private static void wrong(String field, String message, List<FieldError> errors) {
    errors.add(new FieldError(SCOPE + "." + field, message));
  }

  private static void refuse(List<FieldError> errors) {
    if (!errors.isEmpty()) {
      throw new InvalidRequestException(errors);
    }
  }

  private JsonObject merged(JobRequest request) {
    JsonObject before = JobRequestWriter.write(request);
    JsonObjectBuilder after = Jsons.createObjectBuilder();
    before.forEach(after::add);
    if (json.containsKey("name")) {
      after.add("name", json.get("name"));
    }
    return after
        .add(SEEDS, seeds(request))
        .add(SCOPE, scope(before.getJsonObject(SCOPE)))
        .add(POLITENESS, merged(before.getJsonObject(POLITENESS), object(POLITENESS)))
        .build();
  }

  private JsonArrayBuilder seeds(JobRequest request) {
    Set<CrawlUrl> all = new LinkedHashSet<>(request.seeds());
    all.addAll(seeds);
    JsonArrayBuilder array = Jsons.createArrayBuilder();
    all.forEach(seed -> array.add(seed.toString()));
    return array;
  }

  private JsonObjectBuilder scope(JsonObject before) {
    JsonObject patch = object(SCOPE);
    JsonObjectBuilder after = merged(before, patch);
    // Its default is a limit too.
    return patch.containsKey(MAX_DEPTH) && patch.isNull(MAX_DEPTH)
        ? after.add(MAX_DEPTH, JobRequestReader.MAX_DEPTH)
        : after;
  }

  private static JsonObjectBuilder merged(JsonObject before, JsonObject patch) {
    JsonObjectBuilder after = Jsons.createObjectBuilder();
    before.forEach(after::add);
    // A null is a field that is not there, to whoever reads a request.
    patch.forEach(after::add);
    return after;
  }

  private JsonObject object(String field) {
    return json.get(field) instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
  }
}
