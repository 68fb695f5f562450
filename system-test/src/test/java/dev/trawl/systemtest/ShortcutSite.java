package dev.trawl.systemtest;

import dev.trawl.site.Answer;
import dev.trawl.site.LoopbackServer;
import dev.trawl.site.Request;
import dev.trawl.site.RequestLog;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Some hundred pages on four hosts, in layers: each page is linked to from one of the layer before,
 * and each third page has links that leave out a layer. Those pages answer late, so that what they
 * link to is known by a longer path before.
 */
final class ShortcutSite implements AutoCloseable {

  private static final int HOSTS = 4;
  private static final int[] LAYERS = {1, 9, 30, 80, 150, 200, 200, 150};
  private static final int SHORTCUTS = 6;

  /** Pages behind these are late in vain: what they link to is too far away. */
  private static final int LAST_LATE = 120;

  private static final Duration LATEST = Duration.ofSeconds(3);

  private final SplittableRandom random = new SplittableRandom(23);
  private final List<List<Integer>> links = new ArrayList<>();
  private final RequestLog log = new RequestLog();
  private final LoopbackServer server;
  private int requests;

  ShortcutSite() {
    int first = 0;
    for (int layer = 0; layer < LAYERS.length; layer++) {
      first = addLayer(layer, first);
    }
    List<String> addresses = IntStream.range(0, HOSTS).mapToObj(ShortcutSite::address).toList();
    server = LoopbackServer.start(addresses, 0, this::answer, log);
  }

  @Override
  public void close() {
    server.close();
  }

  /** Adds what a layer links to, and returns the first page of the next. */
  private int addLayer(int layer, int first) {
    int next = first + LAYERS[layer];
    for (int page = first; page < next; page++) {
      links.add(new ArrayList<>());
    }
    if (layer + 1 < LAYERS.length) {
      for (int child = next; child < next + LAYERS[layer + 1]; child++) {
        links.get(prompt(first, next)).add(child);
      }
    }
    if (layer + 2 < LAYERS.length) {
      int leftOut = next + LAYERS[layer + 1];
      int end = leftOut + LAYERS[layer + 2];
      IntStream.range(first, next)
          .filter(ShortcutSite::isLate)
          .forEach(page -> random.ints(SHORTCUTS, leftOut, end).forEach(links.get(page)::add));
    }
    return next;
  }

  private int prompt(int from, int to) {
    int page = random.nextInt(from, to);
    return isLate(page) ? prompt(from, to) : page;
  }

  private static boolean isLate(int page) {
    return page % 3 == 1;
  }

  private static String address(int host) {
    return "127.0." + host + ".1";
  }

  String url(int page) {
    return "http://" + address(page % HOSTS) + ":" + server.port() + "/" + page;
  }

  RequestLog log() {
    return log;
  }

  /** The table of links: for each page the pages that it links to. */
  Map<String, List<String>> links() {
    Map<String, List<String>> table = new LinkedHashMap<>();
    for (int page = 0; page < links.size(); page++) {
      table.put(url(page), links.get(page).stream().map(this::url).toList());
    }
    return table;
  }

  /** The length of the shortest path to each page, as far as it is no longer than that. */
  Map<String, Integer> depths(int longest) {
    Map<String, List<String>> table = links();
    Map<String, Integer> depths = new LinkedHashMap<>(Map.of(url(0), 0));
    Deque<String> open = new ArrayDeque<>(depths.keySet());
    while (!open.isEmpty()) {
      String page = open.removeFirst();
      int next = Objects.requireNonNull(depths.get(page)) + 1;
      for (String target : Objects.requireNonNull(table.get(page))) {
        if (next <= longest && depths.putIfAbsent(target, next) == null) {
          open.addLast(target);
        }
      }
    }
    return depths;
  }

  private Answer answer(Request request) throws InterruptedException {
    if (!request.path().matches("/[0-9]+")) {
      return Answer.Reply.text(404, "There is no such page.\n");
    }
    int page = Integer.parseInt(request.path().substring(1));
    await(page);
    return Answer.Reply.html(
        links.get(page).stream()
            .map(target -> "<a href=\"" + url(target) + "\">link</a>\n")
            .collect(Collectors.joining()));
  }

  /**
   * A late page waits for many other requests, not for a time: what comes before it shall be as
   * much on a busy machine.
   */
  private synchronized void await(int page) throws InterruptedException {
    requests++;
    notifyAll();
    int until = isLate(page) && page <= LAST_LATE ? requests + 90 + page % 60 : requests;
    long end = System.nanoTime() + LATEST.toNanos();
    for (long left = 1; requests < until && left > 0; left = end - System.nanoTime()) {
      wait(1 + left / 1_000_000);
    }
  }
}
