package dev.trawl.systemtest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trawl.site.Answer;
import dev.trawl.site.Answer.Reply;
import dev.trawl.site.LoopbackServer;
import dev.trawl.site.Request;
import dev.trawl.site.RequestLog;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A site with something of everything that a crawl meets, and a page of somebody who means harm:
 * its title, language, header and text are markup that would run a script.
 */
final class DashboardSite implements AutoCloseable {

  /** A title that does something where it is taken for markup. */
  static final String EVIL = "<img src=x onerror=\"alert('harm')\">";

  static final String START_TITLE = "The reading room";

  private static final int CHILDREN = 3;
  private static final List<String> SUBJECTS =
      List.of("Tides", "Harbours", "Nets", "Currents", "Lighthouses", "Soundings", "Charts");
  private static final List<String> TREATMENTS =
      List.of("an introduction", "in the north", "a history", "questions and answers", "in use");

  private final int chapters;
  private final List<String> addresses;
  private final Turnstile chaptersHeldBack = new Turnstile();
  private final LoopbackServer server;

  private DashboardSite(int chapters, List<String> addresses) {
    this.chapters = chapters;
    this.addresses = addresses;
    server = LoopbackServer.start(addresses, 0, this::answer, new RequestLog());
  }

  /** A site on one host. */
  static DashboardSite of(int chapters) {
    return new DashboardSite(chapters, List.of("127.0.0.1"));
  }

  /** The same on several hosts, each with all of it. */
  static DashboardSite onHosts(int hosts, int chapters) {
    return new DashboardSite(
        chapters, IntStream.range(0, hosts).mapToObj(host -> "127.0." + host + ".1").toList());
  }

  /** A path on the first host. */
  String url(String path) {
    return origins().findFirst().orElseThrow() + path;
  }

  /** Leads to the first chapter and to all that is special. */
  String start() {
    return url("/");
  }

  /** {@link #start} of each host. */
  String[] starts() {
    return origins().map(origin -> origin + "/").toArray(String[]::new);
  }

  private Stream<String> origins() {
    return addresses.stream().map(address -> "http://" + address + ":" + server.port());
  }

  /** Lets the answers of chapters through, or holds them back. */
  Turnstile chaptersHeldBack() {
    return chaptersHeldBack;
  }

  @Override
  public void close() {
    chaptersHeldBack.go();
    server.close();
  }

  private Answer answer(Request request) throws InterruptedException {
    return switch (request.path()) {
      case "/robots.txt" -> Reply.text(200, "# " + EVIL + "\nUser-agent: *\nDisallow: /private/\n");
      case "/" -> page(START_TITLE, Stream.concat(special(), Stream.of(chapter(0))));
      case "/evil" -> evil();
      case "/moved" -> Reply.of(301, Map.of("Location", chapter(0)), new byte[0]);
      case "/notes.txt" -> Reply.text(200, "Notes: " + EVIL + "\n");
      default -> chapter(request.path());
    };
  }

  private static Stream<String> special() {
    return Stream.of(
        "/evil", "/moved", "/notes.txt", "/gone", "/private/diary", "http://elsewhere.invalid/");
  }

  private Answer chapter(String path) throws InterruptedException {
    if (!path.matches("/chapters/[0-9]{1,6}")) {
      return Reply.text(404, "There is no such page.\n");
    }
    int number = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
    chaptersHeldBack.pass();
    if (number % 19 == 18) {
      return Reply.text(404, "This chapter is not written yet.\n");
    }
    return page(title(number), links(number));
  }

  private static String chapter(int number) {
    return "/chapters/" + number;
  }

  private static String title(int number) {
    return SUBJECTS.get(number % SUBJECTS.size())
        + ", "
        + TREATMENTS.get(number % TREATMENTS.size())
        + " ("
        + number
        + ")";
  }

  private Stream<String> links(int number) {
    IntStream next = IntStream.rangeClosed(CHILDREN * number + 1, CHILDREN * (number + 1));
    return Stream.concat(
        Stream.of("/"), next.filter(child -> child < chapters).mapToObj(DashboardSite::chapter));
  }

  private static Reply page(String title, Stream<String> links) {
    String list =
        links
            .map(link -> "<li><a href='" + link + "'>" + link + "</a></li>")
            .collect(Collectors.joining("\n"));
    return Reply.html(
        "<!DOCTYPE html><html lang='en'><head><title>"
            + title
            + "</title></head><body><h1>"
            + title
            + "</h1><p>What is known of it stands here, as far as it was written down.</p><ul>"
            + list
            + "</ul></body></html>\n");
  }

  /** What stands between the tags of a title is text, so that this is its title to the letter. */
  private static Reply evil() {
    String html =
        "<!DOCTYPE html><html lang=\"&quot;&gt;&lt;script&gt;alert('harm')&lt;/script&gt;\"><head><title>"
            + EVIL
            + "</title><script>alert('harm')</script></head><body onload=\"alert('harm')\">"
            + EVIL
            + "<p>&lt;script&gt;alert('harm')&lt;/script&gt;</p>"
            + "<a href=\"javascript:alert('harm')\">a script</a>"
            + "<a href=\"data:text/html,%3Cscript%3Ealert('harm')%3C/script%3E\">data</a>"
            + "<a href=\"/gone?%22%3E%3Cscript%3Ealert('harm')%3C/script%3E\">nothing</a>"
            + "</body></html>\n";
    return Reply.of(
        200,
        Map.of("Content-Type", "text/html; charset=utf-8", "X-Note", EVIL),
        html.getBytes(UTF_8));
  }
}
