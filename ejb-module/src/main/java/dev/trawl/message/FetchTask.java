package dev.trawl.message;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * URLs of one job on one host that are due now, with all that a fetcher needs to request them.
 *
 * @param taskId what was leased together
 * @param jobId the job
 * @param host scheme, name and port of all the URLs
 * @param delay the least time between two requests to the host; the URLs of one task may follow
 *     each other at once if it is zero, and there is only one URL otherwise
 * @param connections requests at once that the job allows to the host, from 1
 * @param maxBodyBytes the most bytes of a decoded body, from 1
 * @param obeyRobots whether robots.txt is asked
 * @param asksRobots whether robots.txt is to be asked for anew; its one URL goes back then, since
 *     the host is to be left alone after that
 * @param documents whether text of documents is wanted; the fetcher only passes it on with pages
 * @param times how long a request may take, where that is not left to the fetcher
 * @param headers fields that the job wants to be sent with each request of a page or sitemap
 * @param cookies whether what the answers set is wanted in their results
 * @param authorization sealed, to be opened for each request and sent as Authorization with it
 * @param urls from 1 to 4
 */
public record FetchTask(
    UUID taskId,
    UUID jobId,
    String host,
    Duration delay,
    int connections,
    long maxBodyBytes,
    boolean obeyRobots,
    boolean asksRobots,
    boolean documents,
    FetchTimes times,
    Map<String, String> headers,
    boolean cookies,
    Optional<String> authorization,
    List<TaskUrl> urls) {

  /**
   * One URL of a task.
   *
   * @param urlId its id in the database, and of its page
   * @param url in the form in which it is to be requested
   * @param attempt how many requests were made for it before, from 0
   * @param kind {@code page} or {@code sitemap}
   * @param headers fields to be sent with this URL's request alone
   */
  public record TaskUrl(
      UUID urlId, String url, int attempt, String kind, Map<String, String> headers) {
    public static final String PAGE = "page";
    public static final String SITEMAP = "sitemap";

    /** One that is requested like all the others of its job. */
    public TaskUrl(UUID urlId, String url, int attempt, String kind) {
      this(urlId, url, attempt, kind, Map.of());
    }

    /** Throws IllegalArgumentException for an attempt below 0. */
    public TaskUrl {
      check(attempt >= 0, "attempt must not be negative: " + attempt);
    }

    /** Whether it is a sitemap: robots.txt need not allow it, and it may be larger than a page. */
    public boolean isSitemap() {
      return kind.equals(SITEMAP);
    }
  }

  private static final int MOST_URLS = 4;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException naming the value that is out of its own
   */
  public FetchTask {
    check(!delay.isNegative(), "delay must not be negative: " + delay);
    check(connections >= 1, "connections must be from 1: " + connections);
    check(maxBodyBytes >= 1, "maxBodyBytes must be from 1: " + maxBodyBytes);
    check(
        !urls.isEmpty() && urls.size() <= MOST_URLS,
        "urls must be 1 to " + MOST_URLS + ": " + urls.size());
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** The message's text. */
  String toJson() {
    JsonArrayBuilder list = Jsons.createArrayBuilder();
    for (TaskUrl url : urls) {
      JsonObjectBuilder one =
          Jsons.createObjectBuilder()
              .add("urlId", url.urlId().toString())
              .add("url", url.url())
              .add("attempt", url.attempt())
              .add("kind", url.kind());
      list.add(withHeaders(one, url.headers()));
    }
    JsonObjectBuilder json =
        Jsons.createObjectBuilder()
            .add("taskId", taskId.toString())
            .add("jobId", jobId.toString())
            .add("host", host)
            .add(
                "politeness",
                Jsons.createObjectBuilder()
                    .add("delay", delay.toString())
                    .add("connections", connections))
            .add("limits", limits())
            .add("robots", obeyRobots ? "obey" : "ignore")
            .add("robotsToken", "trawl")
            .add("urls", list);
    if (asksRobots) {
      json.add("robotsDue", true);
    }
    if (documents) {
      json.add("documents", true);
    }
    if (cookies) {
      json.add("cookies", true);
    }
    authorization.ifPresent(value -> json.add("authorization", value));
    return withHeaders(json, headers).build().toString();
  }

  private static JsonObjectBuilder withHeaders(
      JsonObjectBuilder json, Map<String, String> headers) {
    if (headers.isEmpty()) {
      return json;
    }
    JsonObjectBuilder fields = Jsons.createObjectBuilder();
    headers.forEach(fields::add);
    return json.add("headers", fields);
  }

  private JsonObjectBuilder limits() {
    JsonObjectBuilder limits = Jsons.createObjectBuilder().add("maxBodyBytes", maxBodyBytes);
    return times.isDefault() ? limits : limits.add("times", times.toJson());
  }

  /**
   * Reads a message's text.
   *
   * @throws RuntimeException if it is no fetch task
   */
  public static FetchTask parse(String text) {
    JsonObject json;
    try (JsonReader reader = Jsons.createReader(new StringReader(text))) {
      json = reader.readObject();
    }
    return new FetchTask(
        UUID.fromString(json.getString("taskId")),
        UUID.fromString(json.getString("jobId")),
        json.getString("host"),
        Duration.parse(json.getJsonObject("politeness").getString("delay")),
        connections(json.getJsonObject("politeness")),
        json.getJsonObject("limits").getJsonNumber("maxBodyBytes").longValueExact(),
        "obey".equals(json.getString("robots")),
        json.getBoolean("robotsDue", false),
        json.getBoolean("documents", false),
        json.getJsonObject("limits").containsKey("times")
            ? FetchTimes.parse(json.getJsonObject("limits").getJsonObject("times"))
            : FetchTimes.DEFAULT,
        headers(json),
        json.getBoolean("cookies", false),
        Optional.ofNullable(json.getString("authorization", null)),
        json.getJsonArray("urls").getValuesAs(JsonObject.class).stream()
            .map(FetchTask::url)
            .toList());
  }

  /** In the order in which they stand there. */
  private static Map<String, String> headers(JsonObject json) {
    if (!json.containsKey("headers")) {
      return Map.of();
    }
    JsonObject fields = json.getJsonObject("headers");
    Map<String, String> headers = new LinkedHashMap<>();
    fields.keySet().forEach(name -> headers.put(name, fields.getString(name)));
    return headers;
  }

  private static int connections(JsonObject politeness) {
    return politeness.containsKey("connections")
        ? politeness.getJsonNumber("connections").intValueExact()
        : 1;
  }

  private static TaskUrl url(JsonObject json) {
    return new TaskUrl(
        UUID.fromString(json.getString("urlId")),
        json.getString("url"),
        json.getJsonNumber("attempt").intValueExact(),
        json.getString("kind"),
        headers(json));
  }
}
