package dev.trawl.systemtest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.site.Answer;
import dev.trawl.site.LoopbackServer;
import dev.trawl.site.Request;
import dev.trawl.site.RequestLog;
import dev.trawl.stack.Api;
import dev.trawl.stack.JobRequest;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** So many URLs of each host and of each directory, as the site's own log tells it. */
@ExtendWith(SharedStack.class)
class BudgetsTest {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final List<String> ADDRESSES = List.of("127.0.0.1", "127.0.1.1", "127.0.2.1");
  private static final int PAGES = 40;
  private static final int PER_HOST = 30;
  private static final int PER_DIRECTORY = 9;

  /** The first host has two directories, the last one four. */
  private static int directories(int host) {
    return host + 2;
  }

  private static LoopbackServer serve(RequestLog log) {
    return LoopbackServer.start(ADDRESSES, 0, BudgetsTest::answer, log);
  }

  private static Answer answer(Request request) {
    String path = request.path();
    if (path.equals("/robots.txt")) {
      return Answer.Reply.text(200, "User-agent: *\nDisallow: /*/secret\n");
    }
    Stream<String> links = path.equals("/") ? indexes(request) : listed(path);
    return Answer.Reply.html(
        links.map(link -> "<a href=\"" + link + "\">x</a>").collect(Collectors.joining("\n")));
  }

  private static Stream<String> indexes(Request request) {
    String port = request.url().replaceFirst(".*:(\\d+)/.*", "$1");
    return IntStream.range(0, ADDRESSES.size())
        .boxed()
        .flatMap(
            host ->
                IntStream.range(0, directories(host))
                    .mapToObj(i -> "http://" + ADDRESSES.get(host) + ":" + port + "/d" + i + "/"));
  }

  /** What nobody may ask for comes first, so that it is leased before the others. */
  private static Stream<String> listed(String path) {
    return path.endsWith("/")
        ? Stream.concat(names("secret", 20), names("p", PAGES))
        : names("p", PAGES);
  }

  private static Stream<String> names(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i);
  }

  private static Map<String, Set<String>> by(Set<String> urls, Function<String, String> part) {
    return urls.stream().collect(Collectors.groupingBy(part, Collectors.toSet()));
  }

  /** URLs that were requested of each host, whatever was requested twice. */
  static Map<String, Integer> requestsByHost(RequestLog log) {
    Map<String, Integer> requests = new TreeMap<>();
    log.requestsByUrl().keySet().forEach(url -> requests.merge(host(url), 1, Integer::sum));
    return requests;
  }

  private static String host(String url) {
    return URI.create(url).getHost();
  }

  private static String directory(String url) {
    return url.substring(0, url.lastIndexOf('/') + 1);
  }

  private static JsonObject why(Api api, String job, String url) {
    return Api.parse(
        api.get("/api/jobs/" + job + "/urls?url=" + URLEncoder.encode(url, UTF_8)).body());
  }

  @Test
  void budgetsOfHostsAndDirectoriesAreKeptToTheRequest(Api api) {
    RequestLog log = new RequestLog();
    try (LoopbackServer site = serve(log)) {
      String origin = "http://127.0.0.1:" + site.port();
      JsonObject job =
          api.crawl(
              JobRequest.of(origin + "/")
                  .within("any")
                  .limit("maxPagesPerHost", PER_HOST)
                  .limit("maxPagesPerDirectory", PER_DIRECTORY),
              LIMIT);

      assertThat(job.getString("reason")).isEqualTo("exhausted");
      assertThat(log.requestsByUrl()).doesNotContainValue(2);
      Set<String> requested = log.requestsByUrl().keySet();
      assertKept(requested);
      new Crawled(api.export(job.getString("id"))).assertCountedIn(job);
      assertTold(api, job.getString("id"), site.port(), requested);
    }
  }

  private static void assertKept(Set<String> requested) {
    Map<String, Set<String>> hosts = by(requested, BudgetsTest::host);
    assertThat(hosts.get(ADDRESSES.get(0))).hasSize(1 + 2 * PER_DIRECTORY);
    assertThat(hosts.get(ADDRESSES.get(1))).hasSize(3 * PER_DIRECTORY);
    assertThat(hosts.get(ADDRESSES.get(2))).hasSize(PER_HOST);
    assertThat(by(requested, BudgetsTest::directory).values())
        .hasSize(1 + 2 + 3 + 4)
        .allSatisfy(urls -> assertThat(urls).hasSizeLessThanOrEqualTo(PER_DIRECTORY));
    assertThat(requested).noneMatch(url -> url.contains("secret"));
  }

  /** Of every page that was not requested. */
  private static void assertTold(Api api, String job, int port, Set<String> requested) {
    for (int host = 0; host < ADDRESSES.size(); host++) {
      Set<String> rules = new TreeSet<>();
      for (int i = 0; i < directories(host); i++) {
        String directory = "http://" + ADDRESSES.get(host) + ":" + port + "/d" + i + "/";
        names(directory + "p", PAGES)
            .filter(url -> !requested.contains(url))
            .forEach(
                url -> {
                  JsonObject why = why(api, job, url);
                  assertThat(why.getString("outcome")).as(url).isEqualTo("excluded");
                  boolean ofHost = why.getString("rule").equals("maxPagesPerHost");
                  assertThat(why.getString("detail"))
                      .contains(" " + (ofHost ? PER_HOST : PER_DIRECTORY) + " URLs of a ");
                  rules.add(why.getString("rule"));
                });
      }
      if (host < 2) {
        assertThat(rules).containsExactly("maxPagesPerDirectory");
      } else {
        assertThat(rules).contains("maxPagesPerHost");
      }
    }
  }
}
