package dev.trawl.job;

import dev.trawl.credential.CredentialKey;
import dev.trawl.database.Texts;
import dev.trawl.job.InvalidRequestException.FieldError;
import dev.trawl.message.Jsons;
import dev.trawl.scope.Scope;
import dev.trawl.scope.ScopeSpec;
import dev.trawl.scope.TrapSpec;
import dev.trawl.scope.Within;
import dev.trawl.url.CrawlUrl;
import dev.trawl.url.ParameterFilter;
import jakarta.json.JsonObject;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads a job request from JSON, with the defaults of the contract. */
public final class JobRequestReader {
  /** Which job is repeated. */
  public static final String REVISIT = "revisit";

  static final int MAX_SEEDS = 100_000;
  private static final int MAX_SITEMAPS = 1_000;
  private static final int MAX_PATTERNS = 1_000;
  private static final int MAX_PATTERN_LENGTH = 4_096;
  private static final int MAX_NAMES = 1_000;

  /** The most bytes of one decoded body that a job may allow. */
  public static final long LARGEST_BODY = 1L << 30;

  private static final int MAX_NAME_LENGTH = 100;
  private static final int MAX_URL_LENGTH = 65_536;
  static final int MAX_DEPTH = 1_000_000;
  private static final int MAX_HOURS = 100;
  private static final long LEAST_BANDWIDTH = 1_024;
  private static final long MOST_BANDWIDTH = 1L << 40;
  private static final Duration LONGEST_DELAY = Duration.ofDays(1);
  private static final Duration LONGEST_JOB = Duration.ofDays(3650);
  private static final long LARGEST_BUDGET = 1_000_000_000;
  private static final int ID_LENGTH = 36;
  private static final Pattern ID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private JobRequestReader() {}

  /**
   * Reads and validates what comes from outside.
   *
   * @param key seals the secrets that are in it; without one, a request with secrets is refused
   * @throws InvalidRequestException naming every field that is wrong
   */
  public static JobRequest accept(String text, Optional<CredentialKey> key) {
    return read(text, CredentialsReader.given(key));
  }

  /**
   * Reads what is kept.
   *
   * @throws InvalidRequestException naming every field that is wrong
   */
  public static JobRequest read(String text) {
    return read(text, CredentialsReader::kept);
  }

  private static JobRequest read(String text, CredentialsReader.Reading credentials) {
    List<FieldError> errors = new ArrayList<>();
    JobRequest request = read(parse(text), credentials, errors);
    if (!errors.isEmpty()) {
      throw new InvalidRequestException(errors);
    }
    return request;
  }

  static JsonObject parse(String text) {
    try (JsonParser parser = Jsons.createParser(new StringReader(text))) {
      parser.next();
      JsonObject object = parser.getObject();
      // Fails if more than white space follows.
      parser.hasNext();
      return object;
    } catch (RuntimeException e) {
      // Of many types: what is nested too deeply, or has too long an exponent, is no JsonException.
      throw new InvalidRequestException(
          List.of(new FieldError("body", "must be one JSON object: " + e.getMessage())));
    }
  }

  static JobRequest read(JsonObject json, List<FieldError> errors) {
    return read(json, CredentialsReader::kept, errors);
  }

  private static JobRequest read(
      JsonObject json, CredentialsReader.Reading credentials, List<FieldError> errors) {
    Fields root =
        new Fields(
            json,
            "",
            errors,
            Set.of(
                "name", "seeds", "scope", "politeness", "sitemaps", "content", "fetch", REVISIT));
    Fields scope =
        root.object(
            "scope",
            Set.of(
                "within",
                "include",
                "exclude",
                "excludeTypes",
                "traps",
                "dropParameters",
                "maxDepth",
                "maxPages",
                "maxPagesPerHost",
                "maxPagesPerDirectory",
                "maxDuration",
                "maxBytes",
                "maxBodyBytes"));
    Fields politeness =
        root.object(
            "politeness",
            Set.of(
                "delay",
                "connectionsPerHost",
                "robots",
                "robotsTags",
                "hours",
                "zone",
                "maxBytesPerSecond"));
    return new JobRequest(
        root.text("name", 200),
        seeds(root),
        scope(scope),
        limits(scope),
        politeness(politeness),
        sitemaps(root),
        content(root.object("content", Set.of("keep", "text"))),
        FetchOptionsReader.read(root, credentials),
        revisit(root),
        parameters(scope));
  }

  /** Whether there is such a job is a matter of the time at which this is asked for. */
  private static Optional<UUID> revisit(Fields root) {
    Optional<String> id = root.text(REVISIT, ID_LENGTH);
    if (id.filter(text -> !ID.matcher(text).matches()).isPresent()) {
      root.wrong(REVISIT, "must be the id of a job");
      return Optional.empty();
    }
    return id.map(UUID::fromString);
  }

  private static List<CrawlUrl> seeds(Fields root) {
    if (root.isEmpty("seeds")) {
      root.wrong("seeds", "must be a list of 1 to " + MAX_SEEDS + " http or https URLs");
    }
    return urls(root, "seeds", MAX_SEEDS);
  }

  /** Each of them once. */
  static List<CrawlUrl> urls(Fields root, String field, int most) {
    Set<CrawlUrl> urls = new LinkedHashSet<>();
    root.texts(field, most, MAX_URL_LENGTH, text -> url(text, urls));
    return List.copyOf(urls);
  }

  /** Adds a URL, or says what is wrong with it. */
  private static Optional<String> url(String text, Set<CrawlUrl> urls) {
    Optional<CrawlUrl> url = CrawlUrl.parse(text);
    if (url.filter(found -> found.host().length() > CrawlUrl.LONGEST_HOST).isPresent()) {
      return Optional.of("must have a host of at most " + CrawlUrl.LONGEST_HOST + " characters");
    }
    url.ifPresent(urls::add);
    return url.isPresent()
        ? Optional.empty()
        : Optional.of("must be an absolute http or https URL");
  }

  private static ScopeSpec scope(Fields scope) {
    String within = scope.choice("within", "host", List.of("host", "domain", "prefix", "any"));
    return new ScopeSpec(
        within(within),
        patterns(scope, "include"),
        patterns(scope, "exclude"),
        scope.number("maxDepth", 0, MAX_DEPTH).orElse(64L).intValue(),
        scope.texts("excludeTypes", MAX_NAMES, MAX_NAME_LENGTH, Scope::typeProblem),
        traps(scope));
  }

  private static TrapSpec traps(Fields scope) {
    return scope.choice("traps", "avoid", List.of("avoid", "ignore")).equals("ignore")
        ? TrapSpec.OFF
        : TrapSpec.DEFAULT;
  }

  /** An empty list drops nothing, no list what is dropped by default. */
  private static ParameterFilter parameters(Fields scope) {
    List<String> names =
        scope.texts("dropParameters", MAX_NAMES, MAX_NAME_LENGTH, ParameterFilter::problem);
    return scope.isList("dropParameters") ? ParameterFilter.of(names) : ParameterFilter.DEFAULT;
  }

  private static Within within(String name) {
    return switch (name) {
      case "domain" -> Within.DOMAIN;
      case "prefix" -> Within.PREFIX;
      case "any" -> Within.ANY;
      default -> Within.HOST;
    };
  }

  private static List<String> patterns(Fields scope, String field) {
    return scope.texts(field, MAX_PATTERNS, MAX_PATTERN_LENGTH, JobRequestReader::patternProblem);
  }

  /** Half of a pair would be stored as a question mark, which repeats what is before it. */
  private static Optional<String> patternProblem(String pattern) {
    return Texts.isStorable(pattern)
        ? Scope.problem(pattern).map(problem -> "is no RE2 pattern: " + problem)
        : Optional.of(Fields.NOT_STORABLE);
  }

  private static Limits limits(Fields scope) {
    return new Limits(
        scope.number("maxPages", 1, Long.MAX_VALUE),
        scope.number("maxPagesPerHost", 1, LARGEST_BUDGET),
        scope.number("maxPagesPerDirectory", 1, LARGEST_BUDGET),
        scope.duration("maxDuration", Duration.ofSeconds(1), LONGEST_JOB),
        scope.number("maxBytes", 1, Long.MAX_VALUE),
        scope.number("maxBodyBytes", 1, LARGEST_BODY).orElse(10L << 20));
  }

  private static Politeness politeness(Fields politeness) {
    return new Politeness(
        politeness.duration("delay", Duration.ZERO, LONGEST_DELAY).orElse(Duration.ofSeconds(1)),
        politeness.number("connectionsPerHost", 1, 64).orElse(1L).intValue(),
        obeys(politeness, "robots"),
        obeys(politeness, "robotsTags"),
        hours(politeness),
        politeness.number("maxBytesPerSecond", LEAST_BANDWIDTH, MOST_BANDWIDTH));
  }

  private static Hours hours(Fields politeness) {
    List<String> windows = politeness.texts("hours", MAX_HOURS, MAX_NAME_LENGTH, Hours::problem);
    Optional<String> zone = politeness.text("zone", MAX_NAME_LENGTH);
    // ZoneId alone would take offsets such as +01:00 too, which know no daylight saving.
    if (zone.isPresent() && !ZoneId.getAvailableZoneIds().contains(zone.get())) {
      politeness.wrong("zone", "must be a time zone of the IANA database, as in Europe/Berlin");
      return Hours.ALWAYS;
    }
    return Hours.of(windows, zone.map(ZoneId::of).orElse(Hours.ALWAYS.zone()));
  }

  private static boolean obeys(Fields politeness, String field) {
    return politeness.choice(field, "obey", List.of("obey", "ignore")).equals("obey");
  }

  /** Without a list everything is kept, by an empty one nothing. */
  private static Content content(Fields content) {
    List<String> keep = content.texts("keep", MAX_NAMES, MAX_NAME_LENGTH, Content::problem);
    return Content.of(
        content.isList("keep") ? Optional.of(keep) : Optional.empty(), content.flag("text"));
  }

  private static Sitemaps sitemaps(Fields root) {
    if (root.isList("sitemaps")) {
      return new Sitemaps(false, urls(root, "sitemaps", MAX_SITEMAPS));
    }
    return root.choice("sitemaps", "robots", List.of("robots", "off")).equals("robots")
        ? Sitemaps.ROBOTS
        : Sitemaps.OFF;
  }
}
