package dev.trawl.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.site.RequestLog;
import dev.trawl.stack.Api;
import dev.trawl.stack.JobRequest;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A depth is the length of the shortest path, in whatever order the answers come. */
@ExtendWith(SharedStack.class)
class DepthTest {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int MAX_DEPTH = 4;

  /**
   * How a page came to be known.
   *
   * @param depth the length of the shortest path
   * @param answered when it was answered itself
   * @param links from pages that were requested, in the order of their answers
   */
  private record Arrival(int depth, Instant answered, List<Link> links) {

    /** Whether a longer path led to it before the shortest did. */
    boolean isOvertaken() {
      return links.get(0).depth() > depth;
    }

    /** Whether it was left out by the path that led to it first. */
    boolean isKeptOut() {
      return links.get(0).depth() > MAX_DEPTH;
    }

    /** Whether it was fetched already when the shortest path led to it. */
    boolean isFetchedBefore() {
      return links.stream()
          .noneMatch(link -> link.depth() == depth && link.at().isBefore(answered));
    }
  }

  /** An answer that led to a page, at the least depth that it can have meant. */
  private record Link(Instant at, int depth) {}

  @Test
  void pagesAndTheirDepthsAreThoseOfTheShortestPaths(Api api) {
    assertDepthsOfShortestPaths(api);
  }

  /** With any number of nodes behind the API. */
  static void assertDepthsOfShortestPaths(Api api) {
    try (ShortcutSite site = new ShortcutSite()) {
      Map<String, Integer> depths = site.depths(MAX_DEPTH);
      assertThat(depths.size()).isBetween(300, site.links().size() - 200);

      JsonObject job =
          api.crawl(JobRequest.of(site.url(0)).within("any").maxDepth(MAX_DEPTH), LIMIT);

      List<JsonObject> lines = api.export(job.getString("id"));
      Map<String, Integer> found = new HashMap<>();
      lines.forEach(line -> found.put(line.getString("url"), line.getInt("depth")));
      assertThat(found).isEqualTo(depths);
      assertThat(lines).hasSameSizeAs(found.keySet());
      assertThat(lines).allSatisfy(line -> assertReferrer(line, depths));
      new Crawled(lines).assertCountedIn(job);
      assertThat(site.log().requestsByUrl())
          .containsOnlyKeys(depths.keySet())
          .doesNotContainValue(2);
      assertLongPathsCameFirst(arrivals(site, depths));
    }
  }

  private static void assertReferrer(JsonObject line, Map<String, Integer> depths) {
    int depth = line.getInt("depth");
    if (depth > 0) {
      assertThat(depths)
          .as("depth of the referrer of %s", line.getString("url"))
          .containsEntry(line.getString("referrer"), depth - 1);
    }
  }

  /** Without this the crawl proves nothing. */
  private static void assertLongPathsCameFirst(List<Arrival> arrivals) {
    assertThat(arrivals).filteredOn(Arrival::isOvertaken).hasSizeGreaterThan(50);
    assertThat(arrivals).filteredOn(Arrival::isKeptOut).hasSizeGreaterThan(30);
    assertThat(arrivals).filteredOn(Arrival::isFetchedBefore).hasSizeGreaterThan(5);
  }

  private static List<Arrival> arrivals(ShortcutSite site, Map<String, Integer> depths) {
    Map<String, Instant> answered = new HashMap<>();
    for (RequestLog.Entry entry : site.log().entries()) {
      answered.put(entry.url(), entry.at().plus(entry.took()));
    }
    Map<String, List<Link>> links = new HashMap<>();
    Map<String, List<String>> table = site.links();
    depths.forEach(
        (url, depth) -> {
          Link link = new Link(get(answered, url), depth + 1);
          get(table, url)
              .forEach(target -> links.computeIfAbsent(target, t -> new ArrayList<>()).add(link));
        });
    links.values().forEach(list -> list.sort(Comparator.comparing(Link::at)));
    return depths.keySet().stream()
        .filter(links::containsKey)
        .map(url -> new Arrival(get(depths, url), get(answered, url), get(links, url)))
        .toList();
  }

  private static <T> T get(Map<String, T> map, String url) {
    return Objects.requireNonNull(map.get(url));
  }
}
